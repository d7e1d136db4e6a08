using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>Standing authority: what an office clears as it arrives, in a named person's name.</summary>
internal static class StandingCommands
{
    public static Command Make()
    {
        var command = new Command("standing", "Standing authority: what is cleared as it arrives, in whose name");
        command.Add(Give());
        command.Add(End());
        var data = LegationCommand.Data();
        var list = new Command("list", "List who gave it over which post, over what, since when") { data };
        list.SetAct(data, _ => new ListStanding());
        command.Add(list);
        return command;
    }

    private static Command Give()
    {
        var data = LegationCommand.Data();
        var sender = new Argument<string>("sender")
        {
            Description =
                "Id of a post, or its name if no other post has it, whose dispatches go through the user's office",
        };
        var user = new Option<string>("--by")
        {
            Description = "User in whose name they go on; needs the duty to clear",
            Required = true,
        };
        var all = new Option<bool>("--all") { Description = "Over all precedences; without it over flash alone" };
        var command = new Command("give", "Let what a post sends go on unread, in a user's name")
        {
            sender,
            data,
            user,
            all,
        };
        command.SetAct(
            data,
            parsed => new GiveStanding(
                parsed.GetRequiredValue(sender),
                parsed.GetRequiredValue(user),
                parsed.GetValue(all)
            )
        );
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
