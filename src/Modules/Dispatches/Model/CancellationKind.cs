using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of a cancellation, schema 1.</summary>
/// <param name="Text">Why, for whoever has the dispatch.</param>
/// <param name="CorrectedBy">The dispatch that takes its place. Absent: none does.</param>
internal sealed record CancellationBody(string Text, RecordId? CorrectedBy = null);

/// <summary>
/// Who released a dispatch says that it does not count any more. It goes to all who have the dispatch, and to nobody who
/// has not: where that has not gone yet, neither goes.
/// </summary>
internal sealed class CancellationKind(ISenders senders) : StepKind(KindName, Step.Cancelled, senders)
{
    public const string KindName = "cancellation";

    public static RecordId IdOf(Guid record) => new(KindName, record);

    /// <summary>What cancels a dispatch here.</summary>
    public static List<RecordId> Of(RecordId dispatch, IKindSession session) =>
        session.Query(
            "SELECT record FROM p_dispatch_step WHERE dispatch = $1 AND step = $2",
            r => IdOf(new Guid((byte[])r.GetValue(0), bigEndian: true)),
            dispatch.ToBytes(),
            Step.Cancelled
        );

    /// <summary>Whether a dispatch is cancelled here.</summary>
    public static bool IsAbout(RecordId dispatch, IKindSession session) => Of(dispatch, session).Count > 0;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        base.Admit(record, session)
        ?? (
            record.Header is { Version: 1, References.Length: 1 } && IsByItsReleaser(record, session)
                ? null
                : DispatchRefusals.NotItsToCancel
        );

    // Where the dispatch rests it stays, and nobody further on learns that there was one.
    public override bool Rests(AppliedRecord record, IKindSession session) =>
        session.Rests(record.Header.References[0].Id);

    public override bool MayGoOn(AppliedRecord record, IKindSession session) => false;

    public override IEnumerable<RecordId> Withdraws(RecordHeader header) => [header.References[0].Id];

    // Whoever was forwarded the dispatch by somebody who did not know of this has it with this.
    public override bool GoesAlong(SignedRecord record) => true;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<CancellationBody>(record.Record);
        StepRows.Insert(
            record,
            record.Header.References[0],
            Step.Cancelled,
            body.Text,
            writer,
            body.CorrectedBy is { } correction ? [correction] : []
        );
    }

    // What is not here yet is judged when it has come.
    private static bool IsByItsReleaser(SignedRecord record, IKindSession session) =>
        session.Current(record.Header.References[0].Id) is not { Header: var dispatch }
        || (dispatch.Home == record.Header.Home && dispatch.Author.InNameOf == record.Header.Author.InNameOf);
}
