using System.Data.Common;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Legation.Relay;

namespace Legation.Server.Security;

/// <summary>Which entries of the journal a page of decisions shows.</summary>
internal enum DecisionFilter
{
    All,
    Released,
    HeldBack,
    Events,
    Acts,
}

/// <summary>One entry of the journal in words.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="At">When it was journalled.</param>
/// <param name="What">What was decided or done.</param>
/// <param name="Lines">What it was about, line by line.</param>
/// <param name="Labels">Labels of the records named, for the page's banner.</param>
internal sealed record DecisionEntry(
    long Seq,
    DateTimeOffset At,
    string What,
    IReadOnlyList<string> Lines,
    IReadOnlyList<Label> Labels
);

/// <summary>
/// What the journal has of decisions, newest first. A record is named, and why it was held back is told, only to who
/// may have it: the reason names values of its label.
/// </summary>
internal sealed class DecisionLog(IRecordStore store, AccessRule rule, NodeCards cards, AcceptedPolicies policies)
{
    public IReadOnlyList<DecisionEntry> Page(Principal officer, DecisionFilter filter, long? before, int limit)
    {
        using var journal = new Journal(store);
        var rows = journal.Query(Sql(filter), Map, before ?? long.MaxValue, limit);
        return [.. rows.Select(row => Entry(journal, officer, row))];
    }

    // The first condition is that of the index.
    private static string Sql(DecisionFilter filter) =>
        $"""
            SELECT seq, type, at, content FROM journal
            WHERE type IN (4, 6, 7) AND {Condition(filter)} AND seq < $1 ORDER BY seq DESC LIMIT $2
            """;

    private static string Condition(DecisionFilter filter) =>
        filter switch
        {
            DecisionFilter.Released => """type = 4 AND CAST(content AS TEXT) NOT LIKE '%"released":[]%'""",
            DecisionFilter.HeldBack => """type = 4 AND CAST(content AS TEXT) NOT LIKE '%"held":[]%'""",
            DecisionFilter.Events => "type = 7",
            DecisionFilter.Acts => "type = 6",
            _ => "type <> 6",
        };

    private static Row Map(DbDataReader row) =>
        new(row.GetInt64(0), (EntryType)row.GetInt32(1), row.GetInt64(2), (byte[])row.GetValue(3));

    private DecisionEntry Entry(Journal journal, Principal officer, Row row)
    {
        using var content = JsonDocument.Parse(row.Content);
        var (what, lines, labels) = row.Type switch
        {
            EntryType.ReleaseDecision => Release(journal, officer, content.RootElement),
            EntryType.SecurityEvent => (
                $"Security event: {Text(content.RootElement, "what")}",
                Rest(content.RootElement, "what"),
                []
            ),
            _ => (Words(Text(content.RootElement, "act")), Rest(content.RootElement, "act"), []),
        };
        return new DecisionEntry(row.Seq, Instants.FromMicroseconds(row.At), what, lines, labels);
    }

    private (string, List<string>, List<Label>) Release(Journal journal, Principal officer, JsonElement decision)
    {
        var peer = RecordId.TryParse(Text(decision, "peer"), out var node) ? cards.NameOf(node) : "a peer";
        var released = decision.GetProperty("released").GetArrayLength();
        var held = decision.GetProperty("held").EnumerateArray().ToList();
        var (lines, labels) = (new List<string>(), new List<Label>());
        foreach (var entry in held)
        {
            var record = journal.At(entry.GetProperty("seq").GetInt64());
            if (record is null || !rule.Permits(officer, record.Label, record.Audience))
            {
                lines.Add("A record that is not for you.");
                continue;
            }
            labels.Add(record.EffectiveLabel);
            lines.Add($"{record.Header.Id}: {Text(entry, "why")}");
        }
        var parts = new[] { Count(released, "released"), Count(held.Count, "held back") }.OfType<string>();
        return ($"To {peer}: {string.Join(", ", parts)}", lines, labels);
    }

    private static string? Count(int count, string what) =>
        count == 0 ? null : $"{count} {(count == 1 ? "record" : "records")} {what}";

    private List<string> Rest(JsonElement content, string but) =>
        [
            .. content
                .EnumerateObject()
                .Where(member => member.Name != but)
                .Select(member => (member.Name, Value: Told(member)))
                .Where(line => line.Value.Length > 0)
                .Select(line => $"{Words(line.Name).ToLowerInvariant()}: {line.Value}"),
        ];

    private string Told(JsonProperty member) =>
        member.Name is "clearance" && Clearance(member.Value) is { } clearance
            ? ClearanceWords.Of(clearance, policies.Current)
            : member.Value.ToString();

    // An account's is journalled as it is stored, in a text; a node's as an object.
    private static Clearance? Clearance(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? ClearanceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json.GetString()!), out _)
            : ClearanceJson.TryRead(json, out _);

    private static string Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.ToString() : "";

    private static string Words(string name)
    {
        var words = name.Replace('-', ' ');
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private sealed record Row(long Seq, EntryType Type, long At, byte[] Content);
}
