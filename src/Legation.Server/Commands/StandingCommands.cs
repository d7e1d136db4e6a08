using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>Standing authority: what an office clears as it arrives, in a named person's name.</summary>
internal static class StandingCommands
{
    public static Command Make()
    {
        var command = new Command("standing", "Standing authority: what is cleared as it arrives, in whose name");
        command.Add(End());
        var data = LegationCommand.Data();
        var json = new Option<bool>("--json") { Description = "Print the list as JSON" };
        var list = new Command("list", "List who gave it over which post, over what, since when") { data, json };
        list.SetAct(data, parsed => new ListStanding(parsed.GetValue(json)));
        command.Add(list);
        return command;
    }

    private static Command End()
    {
        var data = LegationCommand.Data();
        var id = new Argument<string>("id") { Description = "Id as listed: standing-authority--…" };
        var command = new Command("end", "End it at once") { id, data };
        command.SetAct(data, parsed => new EndStanding(parsed.GetRequiredValue(id)));
        return command;
    }
}
