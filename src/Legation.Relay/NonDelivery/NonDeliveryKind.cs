using System.Text.Json;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Body of a non-delivery, schema 1.</summary>
/// <param name="Receiver">The node that did not get it, or a party that no node was known to keep.</param>
/// <param name="Parties">Parties whom it names and who were to be reached there.</param>
/// <param name="Why"><c>expired</c>, <c>refused</c> or <c>nobody</c>.</param>
/// <param name="Code">The receiver's code, if it was refused.</param>
internal sealed record NonDeliveryBody(
    RecordId Receiver,
    IReadOnlyList<RecordId> Parties,
    string Why,
    string? Code = null
)
{
    public const string Expired = "expired";
    public const string Refused = "refused";
    public const string Nobody = "nobody";
}

/// <summary>
/// A node says that it could not deliver a version to one receiver and will not try any more. It travels to the
/// version's home and waits for nothing: not every node on the way need have had that version.
/// </summary>
internal sealed class NonDeliveryKind : RecordKind
{
    public const string Word = "non-delivery";

    public override string Name => Word;

    public override RecordId? Awaits(SignedRecord record, IKindSession session) => null;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        record.Header.References.Length == 1 && Read(record) is not null ? null : Unreadable;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var (header, about) = (record.Header, record.Header.References[0]);
        var body = Read(record.Record)!;
        writer.Execute("DELETE FROM p_non_delivery WHERE record = $1", header.Id.ToBytes());
        writer.Execute(
            """
            INSERT INTO p_non_delivery (seq, record, about, about_kind, version, node, receiver, parties, why, code, made,
              label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            record.Seq,
            header.Id.ToBytes(),
            about.Id.ToBytes(),
            about.Id.Kind,
            about.Version,
            header.Home.ToString(),
            body.Receiver.ToString(),
            string.Join(' ', body.Parties),
            body.Why,
            body.Code,
            header.Made.ToMicroseconds(),
            record.Label,
            record.Audience
        );
    }

    private static Refusal Unreadable { get; } =
        new(RefusalKind.Invalid, "no-referent", "The record names nothing that was not delivered.");

    private static NonDeliveryBody? Read(SignedRecord record)
    {
        try
        {
            return RecordMaker.ReadBody<NonDeliveryBody>(record) is { Parties: not null, Why: not null } body
                ? body
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
