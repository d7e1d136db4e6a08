using System.CommandLine;

namespace Legation.Server.Commands;

internal static class ActingCommands
{
    public static Command Make()
    {
        var command = new Command("acting", "Who acts for whom, from when to when");
        command.Add(Appoint());
        command.Add(End());
        var data = LegationCommand.Data();
        var list = new Command("list", "List who acts for whom, now and to come") { data };
        list.SetAct(data, _ => new ListDeputies());
        command.Add(list);
        return command;
    }

    private static Command Appoint()
    {
        var data = LegationCommand.Data();
        var deputy = new Argument<string>("deputy") { Description = "User name of who acts" };
        var other = Required<string>("--for", "User name of whom he acts for");
        var from = Required<DateTimeOffset>("--from", "Instant with its offset: 2026-12-02T09:00+09:00");
        var until = Required<DateTimeOffset>("--until", "Instant with its offset; at most a year later");
        var authority = Required<string>("--authority", "Under which authority: \"leave of the head, 2-9 December\"");
        var command = new Command("appoint", "Let one user act for another for a time")
        {
            deputy,
            data,
            other,
            from,
            until,
            authority,
        };
        command.SetAct(
            data,
            parsed => new AppointDeputy(
                parsed.GetRequiredValue(deputy),
                parsed.GetRequiredValue(other),
                parsed.GetRequiredValue(from),
                parsed.GetRequiredValue(until),
                parsed.GetRequiredValue(authority)
            )
        );
        return command;
    }

    private static Command End()
    {
        var data = LegationCommand.Data();
        var id = new Argument<string>("id") { Description = "Id as listed: deputyship--…" };
        var command = new Command("end", "End it at once") { id, data };
        command.SetAct(data, parsed => new EndDeputy(parsed.GetRequiredValue(id)));
        return command;
    }

    private static Option<T> Required<T>(string name, string description) =>
        new(name) { Description = description, Required = true };
}
