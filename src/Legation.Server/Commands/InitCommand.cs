using System.CommandLine;
using System.CommandLine.Parsing;
using Legation.Records;
using Legation.Server.Nodes;
using NodaTime;

namespace Legation.Server.Commands;

/// <summary>Makes a node's data folder.</summary>
internal sealed class InitCommand
{
    private readonly Option<string> data = LegationCommand.Data();
    private readonly Option<string> name = Needed("--name", "Name shown to people");
    private readonly Option<string> code = Needed("--code", "Short name: 2 to 8 capitals or digits, such as TYO");
    private readonly Option<string?> organisation = new("--organisation")
    {
        Description = "Id organisation--uuid of the organisation that it speaks for, or its name",
    };
    private readonly Option<string> place = Needed("--place", "Town");
    private readonly Option<string> zone = Needed("--zone", "IANA name of the time zone, such as Asia/Tokyo");
    private readonly Option<Uri> pages = Address("--pages", "Address of the pages as people type it", "http", "https");
    private readonly Option<Uri?> relay = new("--relay")
    {
        Description = "Address of the relay as peers reach it, https",
        CustomParser = argument => ReadAddress(argument, "--relay", ["https"]),
    };
    private readonly Option<bool> callsOnly = new("--calls-only")
    {
        Description = "In place of --relay: peers cannot reach the node, and it calls them",
    };
    private readonly Option<string?> listen = new("--listen")
    {
        Description = "Address and port for pages where a proxy stands before the node: 127.0.0.1:8080",
    };
    private readonly Option<string?> relayListen = new("--relay-listen")
    {
        Description = "Address and port for peers where a forwarder stands before the node: 0.0.0.0:7101",
    };

    public static Command Make()
    {
        var init = new InitCommand();
        var command = new Command("init", "Make a node's data folder with new keys")
        {
            init.data,
            init.name,
            init.code,
            init.organisation,
            init.place,
            init.zone,
            init.pages,
            init.relay,
            init.callsOnly,
            init.listen,
            init.relayListen,
        };
        command.SetGuarded((parsed, _) => init.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var description = Describe(parsed, now);
        if ((ProblemOfAddress(description, parsed.GetValue(callsOnly)) ?? Problem(description)) is { } problem)
            throw new NodeFolderException(problem);
        var path = NodeFolder.Create(parsed.GetRequiredValue(data), description, now).Path;
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"""
            Made {path}.
            Its posts:   legation directory import FILE --data {path}
            Add a user:  legation user add NAME --data {path} --person … --post …
            Run it:      legation serve --data {path}
            """
        );
        return ExitCodes.Done;
    }

    private NodeDescription Describe(ParseResult parsed, DateTimeOffset now)
    {
        var (id, shown) = OrganisationOf(parsed.GetValue(organisation), parsed.GetRequiredValue(name), now);
        return new NodeDescription
        {
            Id = RecordId.New("node", now),
            Code = parsed.GetRequiredValue(code),
            Name = parsed.GetRequiredValue(name),
            Organisation = id,
            OrganisationName = shown,
            Place = parsed.GetRequiredValue(place),
            Zone = parsed.GetRequiredValue(zone),
            Pages = parsed.GetRequiredValue(pages),
            Relay = parsed.GetValue(relay),
            Listen = parsed.GetValue(listen),
            RelayListen = parsed.GetValue(relayListen),
        };
    }

    private static string? ProblemOfAddress(NodeDescription node, bool callsOnly) =>
        node.Relay is null == callsOnly && (!callsOnly || node.RelayListen is null)
            ? null
            : "Give --relay with the address at which peers reach the node, or --calls-only alone if they cannot.";

    private static string? Problem(NodeDescription node) =>
        string.IsNullOrWhiteSpace(node.Name) ? "--name is what people call the node, such as \"Liaison Office Tokyo\"."
        : string.IsNullOrWhiteSpace(node.Place) ? "--place is a town, such as Tokyo."
        : node.Code.Length is < 2 or > 8 || !node.Code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            ? "--code has 2 to 8 capitals or digits, such as TYO."
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(node.Zone) is null
            ? $"--zone {node.Zone} is not a zone; write an IANA name such as Asia/Tokyo."
        : Doors.PagesPort(node) == Doors.RelayPort(node)
            ? $"Pages and relay would both listen on port {Doors.RelayPort(node)}; give --pages and --relay, or --listen and --relay-listen, ports of their own."
        : null;

    private static (RecordId Id, string Shown) OrganisationOf(string? text, string name, DateTimeOffset now) =>
        RecordId.TryParse(text, out var id) && id.Kind == "organisation"
            ? (id, "")
            : (RecordId.New("organisation", now), NameOf(text) ?? name);

    // A name has no double hyphen: what has one was meant as an id.
    private static string? NameOf(string? organisation) =>
        organisation?.Contains("--", StringComparison.Ordinal) == true
            ? throw new NodeFolderException(
                $"--organisation {organisation} is not the id of an organisation; copy it from legation directory list, or give a name."
            )
            : organisation;

    private static Option<string> Needed(string option, string description) =>
        new(option) { Description = description, Required = true };

    private static Option<Uri> Address(string option, string description, params string[] schemes) =>
        new(option)
        {
            Description = description,
            Required = true,
            CustomParser = argument => ReadAddress(argument, option, schemes),
        };

    private static Uri? ReadAddress(ArgumentResult argument, string option, string[] schemes)
    {
        if (
            Uri.TryCreate(argument.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var uri)
            && schemes.Contains(uri.Scheme, StringComparer.Ordinal)
        )
            return uri;
        argument.AddError($"{option} is an address such as {schemes[0]}://localhost:7001.");
        return null;
    }
}
