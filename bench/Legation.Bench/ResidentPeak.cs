using System.Diagnostics;

namespace Legation.Bench;

/// <summary>The most that this process had resident since this was made, looked at ten times a second.</summary>
internal sealed class ResidentPeak : IDisposable
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private readonly double idle;
    private readonly Timer timer;
    private double most;

    public ResidentPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        idle = Resident();
        timer = new Timer(_ => Look(), null, Often, Often);
    }

    /// <summary>Megabytes above what was resident in the beginning, after all garbage was collected.</summary>
    public double AboveIdle
    {
        get
        {
            Look();
            return Volatile.Read(ref most) - idle;
        }
    }

    public void Dispose() => timer.Dispose();

    private void Look() => Volatile.Write(ref most, Math.Max(Volatile.Read(ref most), Resident()));

    private static double Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / Megabyte;
    }
}
