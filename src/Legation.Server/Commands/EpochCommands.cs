using System.CommandLine;
using System.Globalization;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>The lives of a node: a new one begins when an older copy of its folder is put into service.</summary>
internal static class EpochCommands
{
    public static Command Make() => new("epoch", "The lives of a node, between which it was restored") { Begin() };

    private static Command Begin()
    {
        var data = LegationCommand.Data();
        var yes = new Option<bool>("--yes") { Description = "Do it; without, it is only said what it comes to" };
        var command = new Command(
            "begin",
            "Begin a new epoch of a stopped node that was restored from an older copy, so that it gives no number twice"
        )
        {
            data,
            yes,
        };
        command.SetGuarded(
            (parsed, _) =>
                Task.FromResult(
                    Begin(parsed.GetRequiredValue(data), parsed.GetValue(yes), parsed.InvocationConfiguration)
                )
        );
        return command;
    }

    private static int Begin(string data, bool confirmed, InvocationConfiguration console)
    {
        var folder = NodeFolder.Open(data);
        using var alone = folder.Lock();
        var (name, epoch) = (folder.Description.Name, folder.Description.Epoch + 1);
        if (!confirmed)
        {
            console.Error.WriteLine(Consequences(name, epoch));
            return ExitCodes.Refused;
        }
        (folder.Description with { Epoch = epoch }).Write(folder.At(NodeDescription.FileName));
        console.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{name} begins epoch {epoch} when it is started.")
        );
        return ExitCodes.Done;
    }

    private static string Consequences(string name, int epoch) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {name} would begin epoch {epoch}. Do this only if an older copy of its folder was put back.
            Its peers then hear it again, and no number is given twice. There is no way back: they refuse the epoch before.
            What it had written, sent and taken after the copy was made does not come back by itself: ask the peers' people.
            To do it, repeat with --yes
            """
        );
}
