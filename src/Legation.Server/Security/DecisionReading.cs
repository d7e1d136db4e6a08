using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Relay;

namespace Legation.Server.Security;

/// <summary>Reads entries of the journal; null for one that says nothing to a security officer.</summary>
internal sealed class DecisionReading(NodeCards cards, NodeIdentity node, AcceptedPolicies policies)
{
    private const string Numbering = """
        SELECT content FROM journal
        WHERE type IN (4, 6, 7) AND type = 4 AND seq < $1 AND CAST(content AS TEXT) LIKE $2 ORDER BY seq DESC LIMIT 1
        """;

    // Members under which an entry names a record: it is told to who may have that record.
    private static readonly FrozenSet<string> Records = FrozenSet.Create(StringComparer.Ordinal, "record", "dispatch");

    // All else that is told. What is not listed is not: an act may carry the text that it was about.
    private static readonly FrozenSet<string> Told = FrozenSet.Create(
        StringComparer.Ordinal,
        "account",
        "alarm",
        "authority",
        "by",
        "card",
        "carriesTheRest",
        "clearance",
        "deputy",
        "deputyship",
        "duties",
        "epoch",
        "expires",
        "first",
        "for",
        "from",
        "hash",
        "kind",
        "lane",
        "last",
        "name",
        "node",
        "number",
        "peer",
        "policy",
        "post",
        "revokeTokens",
        "rulesRoutes",
        "takenOver",
        "token",
        "until",
        "version",
        "waited",
        "why"
    );

    public Decision? Read(Journal journal, DecisionRow row)
    {
        if (row.Type is EntryType.ReceiptGiven or EntryType.ReceiptTaken)
            return Receipt(journal, row);
        using var content = JsonDocument.Parse(row.Content);
        return row.Type switch
        {
            EntryType.ReleaseDecision => Release(content.RootElement),
            EntryType.SecurityEvent => Act($"Security event: {Heading(content.RootElement)}", content.RootElement),
            _ => Act(Words(Heading(content.RootElement)), content.RootElement),
        };
    }

    private Decision Release(JsonElement decision)
    {
        var peer = RecordId.TryParse(Text(decision, "peer"), out var known) ? known : default;
        var released = decision.GetProperty("released").EnumerateArray().Select(seq => seq.GetInt64()).ToList();
        var held = decision.GetProperty("held").EnumerateArray().ToList();
        var files = Text(decision, "lane") == nameof(Lane.Attachments) ? "attachments of " : "";
        return new Decision(
            $"To {cards.NameOf(peer)}: {files}{Counted((released.Count, "released"), (held.Count, "held back"))}",
            [peer],
            [
                .. held.Select(entry => new Matter(entry.GetProperty("seq").GetInt64(), null, Text(entry, "why"))),
                .. released.Select(seq => new Matter(seq, null, "released", IsCounted: true)),
            ],
            []
        );
    }

    private Decision? Receipt(Journal journal, DecisionRow row)
    {
        if (RefusedInReceipt.Read(row.Content) is not { Refused.Count: > 0 } receipt)
            return null;
        var (isOurs, count) = (receipt.Sender == node.Id, Counted((receipt.Refused.Count, "not taken")));
        return isOurs
            ? new Decision(
                $"By {cards.NameOf(receipt.Receiver)}: {count}",
                [receipt.Receiver],
                [.. Sent(journal, row.Seq, receipt)],
                []
            )
            : new Decision(
                $"From {cards.NameOf(receipt.Sender)}: {count}",
                [receipt.Sender],
                [],
                [.. receipt.Refused.Select(number => $"{Number(receipt, number)}: {Why(number)}")]
            );
    }

    // The receipt names hashes; which records had the numbers says the decision that gave them.
    private static IEnumerable<Matter> Sent(Journal journal, long seq, RefusedInReceipt receipt)
    {
        var numbered = string.Create(
            CultureInfo.InvariantCulture,
            $"%\"peer\":\"{receipt.Receiver}\",\"lane\":\"{receipt.Lane}\",\"first\":{receipt.First},%"
        );
        var found = journal.Query(Numbering, r => (byte[])r.GetValue(0), seq, numbered);
        using var decision = found.Count == 0 ? null : JsonDocument.Parse(found[0]);
        var positions = decision
            ?.RootElement.GetProperty("released")
            .EnumerateArray()
            .Select(e => e.GetInt64())
            .ToList();
        foreach (var number in receipt.Refused)
            yield return new Matter(positions?.ElementAtOrDefault(number.Place), null, Why(number));
    }

    private Decision Act(string what, JsonElement content)
    {
        var members = content.EnumerateObject().ToList();
        return new Decision(
            what,
            [.. members.Select(member => RecordIn(member, "node")).OfType<RecordId>()],
            [
                .. members
                    .Where(member => Records.Contains(member.Name))
                    .Select(member => RecordIn(member))
                    .OfType<RecordId>()
                    .Select(Named),
            ],
            [
                .. members
                    .Where(member => Told.Contains(member.Name))
                    .Select(member => (member.Name, Value: Tell(member)))
                    .Where(line => line.Value.Length > 0)
                    .Select(line => $"{Words(line.Name).ToLowerInvariant()}: {line.Value}"),
            ]
        );
    }

    private static string Heading(JsonElement content) =>
        Text(content, "act") is { Length: > 0 } act ? act : Text(content, "what");

    private static Matter Named(RecordId record) => new(null, record, "");

    private static RecordId? RecordIn(JsonProperty member, string? kind = null) =>
        member.Value.ValueKind == JsonValueKind.String
        && RecordId.TryParse(member.Value.GetString(), out var id)
        && (kind is null || id.Kind == kind)
            ? id
            : null;

    private string Tell(JsonProperty member) =>
        member.Name is "clearance" && Clearance(member.Value) is { } clearance
            ? ClearanceWords.Of(clearance, policies.Current)
        : RecordIn(member, "node") is { } named ? cards.NameOf(named)
        : member.Value.ToString();

    // An account's is journalled as it is stored, in a text; a node's as an object.
    private static Clearance? Clearance(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? ClearanceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json.GetString()!), out _)
            : ClearanceJson.TryRead(json, out _);

    private static string Number(RefusedInReceipt receipt, RefusedNumber number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"number {receipt.First + number.Place} on the lane {Words(receipt.Lane.ToString()).ToLowerInvariant()}"
        );

    private static string Why(RefusedNumber number) =>
        number.Retry ? $"{number.Code}; it may be sent again" : number.Code;

    private static string Counted(params (int Count, string What)[] parts) =>
        string.Join(
            ", ",
            parts
                .Where(part => part.Count > 0)
                .Select(part => $"{part.Count} {(part.Count == 1 ? "record" : "records")} {part.What}")
        );

    private static string Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.ToString() : "";

    private static string Words(string name)
    {
        var words = name.Replace('-', ' ');
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>An entry as it stands in the journal.</summary>
internal sealed record DecisionRow(long Seq, EntryType Type, DateTimeOffset At, byte[] Content);
