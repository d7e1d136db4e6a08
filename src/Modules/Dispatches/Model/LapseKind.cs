using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of a lapse, schema 1.</summary>
/// <param name="Office">The office that had to clear it.</param>
/// <param name="Minutes">How many it had for that by its route, from when the dispatch came to rest there.</param>
/// <param name="PassedTo">The post of the office that has it to clear now. Absent: it goes on without clearance.</param>
internal sealed record LapseBody(RecordId Office, int Minutes, RecordId? PassedTo = null);

/// <summary>
/// The time in which an office had to clear a dispatch has ended. It is the act of a node, not of a person. The last one
/// travels ahead of the dispatch, like a clearance; whether it lets the dispatch pass is judged with that
/// (<see cref="LetGo"/>).
/// </summary>
internal sealed class LapseKind : RecordKind
{
    public override string Name => Lapse.KindName;

    public override Refusal? Admit(SignedRecord record, IKindSession session)
    {
        var (header, body) = (record.Header, RecordMaker.ReadBody<LapseBody>(record));
        if (header.References is not [{ Id.Kind: DispatchKind.KindName }])
            return DispatchRefusals.NoReferent;
        return
            header.Version == 1
            && body.Minutes >= 1
            && header.Author == new Author(header.Home, header.Home)
            && IsOwn(body.Office, "office", header.Home, session)
            && (body.PassedTo is not { } deputy || IsOwn(deputy, "post", header.Home, session))
            ? null
            : DispatchRefusals.NotItsToLapse;
    }

    public override RecordId? Awaits(SignedRecord record, IKindSession session)
    {
        var body = RecordMaker.ReadBody<LapseBody>(record);
        return !session.IsHere(body.Office) ? body.Office
            : body.PassedTo is { } deputy && !session.IsHere(deputy) ? deputy
            : null;
    }

    public override IEnumerable<RecordId> Frees(AppliedRecord record, IKindSession session)
    {
        var dispatch = record.Header.References[0];
        return record.Header.Home == session.Node.Id && Lapse.PassedTo(record.Record) is null
            ? [dispatch.Id, .. RelabelKind.Of(dispatch.Id, session)]
            : [];
    }

    public override IEnumerable<RecordId> Brings(RecordHeader header) => [ClearanceKind.Of(header.References[0].Id)];

    // Who has it to clear is the office's matter.
    public override bool GoesAlong(SignedRecord record) => Lapse.PassedTo(record) is null;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<LapseBody>(record.Record);
        StepRows.Insert(
            record,
            record.Header.References[0],
            body.PassedTo is null ? Step.Lapsed : Step.PassedOn,
            body.Minutes.ToString(CultureInfo.InvariantCulture),
            writer,
            body.PassedTo is { } deputy ? [deputy] : [],
            body.Office
        );
    }

    // What is not here yet is judged when it has come.
    private static bool IsOwn(RecordId party, string kind, RecordId home, IKindSession session) =>
        party.Kind == kind && (session.Current(party) is not { } entry || entry.Header.Home == home);
}
