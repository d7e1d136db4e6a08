using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>Keys of the node, and of those that it knows.</summary>
internal static class KeyCommands
{
    public static Command Make()
    {
        var command = new Command("key", "Keys of this node and of those that it knows");
        command.Add(List());
        command.Add(Rotate());
        command.Add(Revoke());
        return command;
    }

    private static Command List()
    {
        var data = LegationCommand.Data();
        var command = new Command("list", "List the signing keys, since when they are known and how they stand")
        {
            data,
        };
        command.SetAct(data, _ => new ListKeys());
        return command;
    }

    private static Command Rotate()
    {
        var data = LegationCommand.Data();
        var signing = new Option<bool>("--signing") { Description = "A new signing key" };
        var tls = new Option<bool>("--tls") { Description = "A new TLS key. With neither option, both" };
        var now = new Option<bool>("--now")
        {
            Description =
                "Use the new keys at once; nodes that were not told must accept the new card by hand. Also ends a change that is under way",
        };
        var command = new Command(
            "rotate",
            "Make new keys and tell the nodes that this one knows; they come into use when the linked ones have been told"
        )
        {
            data,
            signing,
            tls,
            now,
        };
        command.SetAct(
            data,
            parsed =>
                parsed.GetValue(signing) || parsed.GetValue(tls)
                    ? new RotateKeys(parsed.GetValue(signing), parsed.GetValue(tls), parsed.GetValue(now))
                    : new RotateKeys(true, true, parsed.GetValue(now))
        );
        return command;
    }

    private static Command Revoke()
    {
        var data = LegationCommand.Data();
        var node = new Argument<string>("node")
        {
            Description =
                "Id or name of an accepted node; “own”: the former keys of this one, which all nodes are told",
        };
        var key = new Option<string?>("--key") { Description = "Id of the key, as key list shows it; without it all" };
        var forAll = new Option<bool>("--for-all")
        {
            Description = "Tell all nodes; those that follow the routes of this one revoke it too",
        };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Also say how many records that were signed with it have been journalled here since then",
        };
        var yes = new Option<bool>("--yes") { Description = "Do it; without, it is only said what it comes to" };
        var command = new Command("revoke", "From now on take nothing that comes with a node's keys")
        {
            node,
            data,
            key,
            forAll,
            since,
            yes,
        };
        command.SetAct(
            data,
            parsed => new RevokeKey(
                parsed.GetRequiredValue(node),
                parsed.GetValue(key),
                parsed.GetValue(forAll),
                parsed.GetValue(since),
                parsed.GetValue(yes)
            )
        );
        return command;
    }
}
