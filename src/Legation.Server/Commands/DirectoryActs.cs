using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;

namespace Legation.Server.Commands;

/// <summary>Enters a document into this node's part of the directory.</summary>
internal sealed record ImportDirectory(string Document) : NodeAct
{
    private static readonly JsonSerializerOptions Json = new(RecordMaker.BodyJson)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (Read().Refused(out var refusal, out var document))
            return ActAnswer.Refused(refusal.Sentence);
        var imported = await services.GetRequiredService<DirectoryImport>().RunAsync(document);
        return imported.Succeeded(out var entries)
            ? ActAnswer.Done(string.Join('\n', entries.Select(Line)))
            : ActAnswer.Refused(imported.Refusal!.Sentence);
    }

    private Outcome<DirectoryDocument> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<DirectoryDocument>(Document, Json) ?? new DirectoryDocument();
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            return new Refusal(
                RefusalKind.Invalid,
                "json",
                $"The document cannot be read at {e.Path} (line {line}).{Hint(e.Path)}"
            );
        }
    }

    private static string Hint(string? path) =>
        path?.Contains(".limits.", StringComparison.Ordinal) == true
            ? $" Limits are minutes for {string.Join(", ", Enum.GetNames<Precedence>().Reverse()).ToLowerInvariant()}."
            : "";

    private static string Line(ImportedEntry entry) =>
        $"{entry.Id}\t{entry.Name}\t{entry.Change switch
        {
            EntryChange.Entered when entry.Id.Kind == "route" => "route entered",
            EntryChange.Entered => "entered",
            EntryChange.Changed => "changed",
            _ => "was there",
        }}";
}

/// <summary>Lists the directory as it stands on this node, and the routes.</summary>
internal sealed record ListDirectory : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var directory = services.GetRequiredService<IPostDirectory>();
        var lines = directory.All().Select(Line).Concat(directory.Routes().Select(Line));
        return Task.FromResult(
            ActAnswer.Listed(
                lines,
                "The directory is empty. Enter this node's part with: legation directory import FILE"
            )
        );
    }

    private static string Line(OperatorEntry entry) =>
        $"{entry.Id}\t{entry.Name}\t{entry.Within}\t{(entry.Own ? "this node" : "")}";

    private static string Line(OperatorRoute route) =>
        $"{route.Id}\t{route.Sender} goes {route.Way}\truled by {route.Ruler}\t{(route.Followed ? "followed" : "not followed: its card is not accepted with --rules-routes")}";
}
