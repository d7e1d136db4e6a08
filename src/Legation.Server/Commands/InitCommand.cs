using System.CommandLine;
using Legation.Records;
using Legation.Server.Nodes;
using NodaTime;

namespace Legation.Server.Commands;

internal static class InitCommand
{
    public static Command Make()
    {
        var data = LegationCommand.Data();
        var name = new Option<string>("--name") { Description = "Name shown to people", Required = true };
        var code = new Option<string>("--code") { Description = "Short name: 2 to 8 capitals or digits, such as TYO", Required = true };
        var organisation = new Option<string?>("--organisation") { Description = "Id organisation--uuid of the organisation that it speaks for, or its name" };
        var place = new Option<string>("--place") { Description = "Town", Required = true };
        var zone = new Option<string>("--zone") { Description = "IANA name of the time zone, such as Asia/Tokyo", Required = true };
        var pages = new Option<Uri>("--pages") { Description = "Address of the pages as people type it", Required = true };
        var relay = new Option<Uri>("--relay") { Description = "Address of the relay as peers reach it, https", Required = true };
        var listen = new Option<string?>("--listen") { Description = "Address and port for pages where a proxy stands before the node: 127.0.0.1:8080" };
        var command = new Command("init", "Make a node's data folder with new keys") { data, name, code, organisation, place, zone, pages, relay, listen };
        command.SetGuarded(
            async (parsed, _) =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var (id, shown) = OrganisationOf(parsed.GetValue(organisation), parsed.GetRequiredValue(name), now);
                var description = new NodeDescription
                {
                    Id = RecordId.New("node", now),
                    Code = parsed.GetRequiredValue(code),
                    Name = parsed.GetRequiredValue(name),
                    Organisation = id,
                    OrganisationName = shown,
                    Place = parsed.GetRequiredValue(place),
                    Zone = parsed.GetRequiredValue(zone),
                    Pages = parsed.GetRequiredValue(pages),
                    Relay = parsed.GetRequiredValue(relay),
                    Listen = parsed.GetValue(listen),
                };
                if (Problem(description) is { } problem)
                    throw new NodeFolderException(problem);
                var folder = NodeFolder.Create(parsed.GetRequiredValue(data), description, now);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"Made {folder.Path}. Add a user with: legation user add NAME --data {folder.Path} --person … --post …\nThen run it with: legation serve --data {folder.Path}"
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string? Problem(NodeDescription node) =>
        node.Code.Length is < 2 or > 8 || !node.Code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            ? "--code has 2 to 8 capitals or digits, such as TYO."
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(node.Zone) is null ? $"--zone {node.Zone} is not a zone; write an IANA name such as Asia/Tokyo."
        : !node.Pages.IsAbsoluteUri || node.Pages.Scheme is not ("http" or "https") ? "--pages is an address such as http://localhost:7001."
        : !node.Relay.IsAbsoluteUri || node.Relay.Scheme is not "https" ? "--relay is an address such as https://relay.example:7101."
        : null;

    private static (RecordId Id, string Shown) OrganisationOf(string? text, string name, DateTimeOffset now) =>
        RecordId.TryParse(text, out var id) && id.Kind == "organisation" ? (id, "") : (RecordId.New("organisation", now), text ?? name);
}
