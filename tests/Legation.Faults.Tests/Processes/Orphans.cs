using System.Diagnostics;

namespace Legation.Faults.Tests.Processes;

/// <summary>
/// Ends the nodes when the tests are ended from outside and cannot do it themselves: a shell that hears of every process
/// and, when the tests are gone, kills those that are left.
/// </summary>
internal static class Orphans
{
    private const string Script = """
        trap "" INT TERM HUP
        left=" "
        while read -r act id; do
          case $act in
            watch) left="$left$id " ;;
            forget) left="${left%% $id *} ${left#* $id }" ;;
          esac
        done
        for id in $left; do pkill -KILL -P "$id"; kill -KILL "$id"; done 2>/dev/null
        """;

    private static readonly Lock Gate = new();
    private static readonly StreamWriter Shell = Start();

    public static void Watch(int process) => Tell($"watch {process}");

    public static void Forget(int process) => Tell($"forget {process}");

    private static void Tell(string line)
    {
        lock (Gate)
            Shell.WriteLine(line);
    }

    private static StreamWriter Start()
    {
        var start = new ProcessStartInfo("sh", ["-c", Script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        var input = Process.Start(start)!.StandardInput;
        input.AutoFlush = true;
        return input;
    }
}
