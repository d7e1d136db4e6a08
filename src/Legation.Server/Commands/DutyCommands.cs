using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>Who is called when an urgent dispatch arrives.</summary>
internal static class DutyCommands
{
    public static Command Make() =>
        new("duty", "The duty roster: who is called when an urgent dispatch arrives")
        {
            List(),
            OfParty(
                "show",
                "Print a roster as JSON; an empty one where there is none yet",
                party => new ShowRoster(party)
            ),
            Set(),
            OfParty("remove", "Take a roster away: nobody is called any more", party => new RemoveRoster(party)),
        };

    private static Command List()
    {
        var data = LegationCommand.Data();
        var command = new Command("list", "List the rosters and who is on duty now") { data };
        command.SetAct(data, _ => new ListRosters());
        return command;
    }

    private static Command Set()
    {
        var data = LegationCommand.Data();
        var file = new Argument<FileInfo>("file") { Description = "JSON file, as show prints it" };
        var command = new Command("set", "Keep a roster in the place of the one that the party had") { file, data };
        command.SetAct(
            data,
            async parsed => new SetRoster(await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName))
        );
        return command;
    }

    private static Command OfParty(string verb, string description, Func<string, NodeAct> act)
    {
        var data = LegationCommand.Data();
        var party = new Argument<string>("party") { Description = "Id or name of an office or post of this node" };
        var command = new Command(verb, description) { party, data };
        command.SetAct(data, parsed => act(parsed.GetRequiredValue(party)));
        return command;
    }
}
