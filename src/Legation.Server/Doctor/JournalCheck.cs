using System.Globalization;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Doctor;

/// <summary>The journal: its last entries, the clock by which they were written, what is held in it.</summary>
internal static class JournalCheck
{
    private const int Quick = 1000;
    private const int MostLines = 20;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static IEnumerable<Finding> Of(IServiceProvider services)
    {
        var store = services.GetRequiredService<IRecordStore>();
        var overview = new JournalOverview(store);
        return
        [
            .. Entries(new AuditVerifier(store)),
            .. Clock(overview.LastAt(), services.GetRequiredService<TimeProvider>().GetUtcNow()),
            .. overview.Held(MostLines).Select(Held),
        ];
    }

    private static IEnumerable<Finding> Entries(AuditVerifier verifier)
    {
        if (verifier.VerifyEnd(Quick) is { } fault)
            yield return Finding.Error(
                "journal",
                $"Entry {fault.Seq.ToString(CultureInfo.InvariantCulture)} of the journal is not as it was written ({fault.What}).",
                "Verify all of it with legation audit verify, and tell the security officer; do not write on until it is understood."
            );
    }

    private static IEnumerable<Finding> Clock(DateTimeOffset? last, DateTimeOffset now)
    {
        if (last > now + Skew)
            yield return Finding.Error(
                "clock",
                $"The clock stands at {Words(now)}, before the journal's last entry of {Words(last.Value)}.",
                "Set the clock of this machine and let it be kept: timedatectl set-ntp true."
            );
    }

    private static Finding Held(HeldFor held) =>
        held.IsCard
            ? Finding.Warning(
                "held",
                $"{Records(held)} of {held.Missing} since {Words(held.Oldest)}: the card of that node is not accepted here.",
                "Accept it: legation card list shows who introduced it, legation card accept takes it."
            )
            : Finding.Note(
                "held",
                $"{Records(held)} since {Words(held.Oldest)}: {held.Missing} is not here.",
                "It takes effect when that comes. If it should be here, ask the node that sent it whether the record was refused or held back."
            );

    private static string Records(HeldFor held) =>
        held.Count == 1 ? "1 record waits" : $"{held.Count.ToString(CultureInfo.InvariantCulture)} records wait";

    private static string Words(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
