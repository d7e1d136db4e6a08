using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Root;

/// <summary>strace(1) as a wrapper that does something to the syncs of a process. Syncs are counted thread by thread.</summary>
internal static class Strace
{
    private const string Syncs = "fsync,fdatasync";

    // With it strace 6.1 sends no signals, only errors.
    private static readonly string[] Quick = ["--seccomp-bpf"];

    /// <summary>SIGKILL when a thread of the node comes to its sync of this number.</summary>
    public static string[] KillsAt(int sync, ServedNode node) => Injects($"signal=SIGKILL:when={sync}", [], node);

    /// <summary>The sync of this number fails with EIO.</summary>
    public static string[] FailsAt(int sync, ServedNode node) => Injects($"error=EIO:when={sync}", Quick, node);

    /// <summary>So do all after it.</summary>
    public static string[] FailsFrom(int sync, ServedNode node) => Injects($"error=EIO:when={sync}+", Quick, node);

    /// <summary>A sync of the node has failed.</summary>
    public static bool HasInjected(ServedNode node) =>
        File.ReadAllText(Log(node)).Contains("(INJECTED)", StringComparison.Ordinal);

    private static string Log(ServedNode node) => Path.Combine(node.Folder, "strace.log");

    private static string[] Injects(string what, string[] more, ServedNode node) =>
        ["strace", "-f", .. more, "-qq", "-o", Log(node), "-e", $"trace={Syncs}", "-e", $"inject={Syncs}:{what}"];
}
