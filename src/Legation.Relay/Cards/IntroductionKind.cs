using System.Text.Json;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// A card brought to the notice of another node by one that it trusts: {"card": base64}. It accepts nothing: the
/// security officer does, by fingerprint.
/// </summary>
internal sealed class IntroductionKind : RecordKind
{
    public const string Word = "introduction";

    public override string Name => Word;

    public override bool TravelsOnSystemLane => true;

    public static byte[] Body(byte[] card) => JsonSerializer.SerializeToUtf8Bytes(new { card });

    public override RecordId? Awaits(SignedRecord record, IKindSession session) => null;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        CardOf(record) is null ? CardRefusals.Unreadable : null;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        writer.Execute("DELETE FROM p_introduction WHERE introduction = $1", record.Header.Id.ToString());
        if (CardOf(record.Record) is not { } card || NodeCardCodec.Read(card) is not { } read)
            return;
        writer.Execute(
            """
            INSERT INTO p_introduction (seq, label, audience, introduction, introducer, node, card)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            record.Seq,
            record.Label,
            record.Audience,
            record.Header.Id.ToString(),
            record.Header.Home.ToString(),
            read.Node.ToString(),
            card
        );
    }

    /// <summary>The signed card in the body; null if there is none that verifies.</summary>
    public static byte[]? CardOf(SignedRecord record)
    {
        try
        {
            using var body = JsonDocument.Parse(record.Body);
            return
                body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("card", out var card)
                && card.ValueKind == JsonValueKind.String
                && card.TryGetBytesFromBase64(out var bytes)
                && NodeCardCodec.Read(bytes) is not null
                ? bytes
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
