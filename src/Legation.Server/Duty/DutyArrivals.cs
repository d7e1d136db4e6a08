using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Server.Duty;

/// <summary>
/// Notes, in the transaction in which it takes effect, an urgent dispatch and what people of this node did about one: a
/// node that stops behind it calls somebody when it starts.
/// </summary>
internal sealed class DutyArrivals(NodeIdentity self) : ICommitParticipant
{
    /// <summary>Kinds by which a post shows that it has a dispatch in hand.</summary>
    private static readonly string[] InHand = ["acknowledgement", "clearance", "return"];

    private const string Insert = """
        INSERT INTO duty_arrival (seq, record, version, precedence, parties, person, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        var header = record.Header;
        if (header.Id.Kind == "dispatch" && header.Precedence >= Precedence.Immediate)
            Note(record, header.Id, string.Join(' ', header.Audience), null, session);
        else if (header.Home == self.Id && InHand.Contains(header.Id.Kind) && header.References.Length > 0)
            Note(record, header.References[0].Id, header.Author.InNameOf.ToString(), header.Author.Person, session);
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session) { }

    private static void Note(
        AppliedRecord record,
        RecordId about,
        string parties,
        RecordId? person,
        IWriteSession session
    ) =>
        session.Execute(
            Insert,
            record.Seq,
            about.ToString(),
            record.Header.Version,
            (int)record.Header.Precedence,
            parties,
            person?.ToString(),
            record.At.ToMicroseconds()
        );
}
