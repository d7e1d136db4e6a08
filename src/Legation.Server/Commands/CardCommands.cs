using System.CommandLine;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>Whom the node knows, and with whom it is linked.</summary>
internal static class CardCommands
{
    public static Command Cards()
    {
        var command = new Command("card", "Cards of nodes: this one's, and those it has accepted");
        command.Add(Plain("show", "Print this node's card, to be handed to another node", new ShowCard()));
        command.Add(Accept());
        command.Add(Clearance());
        command.Add(Introduce());
        command.Add(Plain("list", "List the cards accepted and introduced", new ListCards()));
        return command;
    }

    public static Command Links()
    {
        var command = new Command("link", "Links to other nodes");
        command.Add(Add());
        command.Add(Remove());
        command.Add(Plain("list", "List the links and how they stand", new ListLinks()));
        return command;
    }

    private static Command Plain(string verb, string description, NodeAct act)
    {
        var data = LegationCommand.Data();
        var command = new Command(verb, description) { data };
        command.SetAct(data, _ => act);
        return command;
    }

    private static Command Accept()
    {
        var data = LegationCommand.Data();
        var card = new Argument<string>("card")
        {
            Description = "File with what the other node's “card show” printed, or id or name of an introduced node",
        };
        var fingerprint = new Option<string?>("--fingerprint")
        {
            Description = "As the other node's people say it; without it the card is only shown",
        };
        var clearance = new Option<FileInfo?>("--clearance")
        {
            Description = "JSON file: what labels the node may have; without one the least",
        };
        var rulesRoutes = new Option<bool>("--rules-routes")
        {
            Description =
                "Follow the routes that the node rules, as those of headquarters; said anew at each acceptance",
        };
        var command = new Command("accept", "Accept another node's card")
        {
            card,
            data,
            fingerprint,
            clearance,
            rulesRoutes,
        };
        command.SetAct(
            data,
            async parsed => new AcceptCard(
                await ReadAsync(parsed.GetRequiredValue(card)),
                parsed.GetRequiredValue(card),
                parsed.GetValue(fingerprint),
                parsed.GetValue(clearance) is { } given ? await File.ReadAllTextAsync(given.FullName) : null,
                parsed.GetValue(rulesRoutes)
            )
        );
        return command;
    }

    private static Command Clearance()
    {
        var data = LegationCommand.Data();
        var node = new Argument<string>("node") { Description = "Id or name of an accepted node" };
        var clearance = new Option<FileInfo>("--clearance")
        {
            Description = "JSON file: what labels the node may have",
            Required = true,
        };
        var command = new Command("clearance", "Say what labels an accepted node may have") { node, data, clearance };
        command.SetAct(
            data,
            async parsed => new SetNodeClearance(
                parsed.GetRequiredValue(node),
                await File.ReadAllTextAsync(parsed.GetRequiredValue(clearance).FullName)
            )
        );
        return command;
    }

    private static Command Introduce()
    {
        var data = LegationCommand.Data();
        var node = new Argument<string>("node") { Description = "Id or name of an accepted node" };
        var to = new Option<string>("--to")
        {
            Description = "Id or name of the accepted node that is to know it",
            Required = true,
        };
        var command = new Command("introduce", "Bring an accepted node's card to another") { node, to, data };
        command.SetAct(data, parsed => new IntroduceCard(parsed.GetRequiredValue(node), parsed.GetRequiredValue(to)));
        return command;
    }

    private static Command Add()
    {
        var data = LegationCommand.Data();
        var node = new Argument<string>("node") { Description = "Id or name of an accepted node" };
        var rest = new Option<bool>("--default")
        {
            Description = "All nodes without a link of their own are reached through it",
        };
        var command = new Command("add", "Link an accepted node") { node, data, rest };
        command.SetAct(data, parsed => new AddLink(parsed.GetRequiredValue(node), parsed.GetValue(rest)));
        return command;
    }

    private static Command Remove()
    {
        var data = LegationCommand.Data();
        var node = new Argument<string>("node") { Description = "Id or name of a linked node" };
        var yes = new Option<bool>("--yes")
        {
            Description = "Remove it; without this it is only said what waits and what would become of it",
        };
        var command = new Command("remove", "Remove the link to a node; its card stays accepted") { node, data, yes };
        command.SetAct(data, parsed => new RemoveLink(parsed.GetRequiredValue(node), parsed.GetValue(yes)));
        return command;
    }

    private static async Task<byte[]?> ReadAsync(string file)
    {
        if (!File.Exists(file))
            return null;
        var lines = (await File.ReadAllTextAsync(file)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var card = new byte[lines.LastOrDefault()?.Length ?? 0];
        return Convert.TryFromBase64String(lines.LastOrDefault() ?? "", card, out var length)
            ? card[..length]
            : throw new NodeFolderException($"{file} holds no card. Save what “legation card show” printed.");
    }
}
