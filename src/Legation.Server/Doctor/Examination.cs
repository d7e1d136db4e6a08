using System.Data.Common;
using System.Text.Json;
using Legation.Server.Commands;
using Legation.Server.Nodes;

namespace Legation.Server.Doctor;

/// <summary>Looks at a node from outside, then from inside: through its socket while it runs, else by opening its folder.</summary>
internal static class Examination
{
    public static async Task<IReadOnlyList<Finding>> OfAsync(string path)
    {
        NodeFolder folder;
        try
        {
            folder = NodeFolder.Open(path);
        }
        catch (Exception e) when (e is NodeFolderException or IOException or UnauthorizedAccessException)
        {
            return
            [
                Finding.Error("folder", e.Message, "Give the folder of a node with --data, or put node.json right."),
            ];
        }
        var found = new List<Finding>(FolderCheck.Of(folder));
        var serving = NodeLock.SocketOfRunning(folder) is not null;
        if (!serving)
            found.AddRange([Stopped(folder), .. PortCheck.Of(folder.Description)]);
        if (!found.Exists(finding => finding is { Check: "keys", What: var what } && what.Contains("cannot be used")))
            found.AddRange(await InsideAsync(folder, serving));
        return found;
    }

    private static async Task<IEnumerable<Finding>> InsideAsync(NodeFolder folder, bool serving)
    {
        try
        {
            var answer = await CommandChannel.RunAsync(folder.Path, new ExamineNode(serving));
            return answer.Code == ExitCodes.Done
                ? JsonSerializer.Deserialize<List<Finding>>(answer.Text)!
                :
                [
                    Finding.Error(
                        "node",
                        answer.Text,
                        "If it stays so, stop the process that holds the folder, then start the node."
                    ),
                ];
        }
        catch (Exception e)
            when (e
                    is DbException
                        or InvalidOperationException
                        or FormatException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return
            [
                Finding.Error(
                    "journal",
                    $"The node's store cannot be opened: {e.Message}",
                    "Do not write to it. Keep a copy of the folder, then bring the last backup back."
                ),
            ];
        }
    }

    private static Finding Stopped(NodeFolder folder) =>
        Finding.Warning(
            "node",
            $"The node in {folder.Path} is not running: nothing is sent or taken.",
            $"Start it: legation serve --data {folder.Path}"
        );
}
