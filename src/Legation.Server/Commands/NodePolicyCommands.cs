using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>The policies of a node: what counts, what waits.</summary>
internal static class NodePolicyCommands
{
    public static IEnumerable<Command> All() => [List(), Show(), Issue(), Accept()];

    private static Command List()
    {
        var data = LegationCommand.Data();
        var command = new Command("list", "List the policies, what counts and what waits") { data };
        command.SetAct(data, _ => new ListPolicies());
        return command;
    }

    private static Command Issue()
    {
        var data = LegationCommand.Data();
        var file = new Argument<FileInfo>("file") { Description = "JSON file of the policy" };
        var command = new Command(
            "issue",
            "Issue a policy, or a new version of one that this node issued, to the whole network"
        )
        {
            file,
            data,
        };
        command.SetAct(
            data,
            async parsed => new IssuePolicy(await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName))
        );
        return command;
    }

    private static Command Accept()
    {
        var data = LegationCommand.Data();
        var id = Id();
        var version = new Argument<int>("version") { Description = "The version that you have read" };
        var command = new Command("accept", "Let a version of a policy count on this node") { id, version, data };
        command.SetAct(data, parsed => new AcceptPolicy(parsed.GetRequiredValue(id), parsed.GetRequiredValue(version)));
        return command;
    }

    private static Command Show()
    {
        var data = LegationCommand.Data();
        var id = Id();
        var command = new Command("show", "Show what counts, and what would be otherwise with the version that waits")
        {
            id,
            data,
        };
        command.SetAct(data, parsed => new ShowPolicy(parsed.GetRequiredValue(id)));
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "Id of the policy, such as LEGATION-DEMO" };
}
