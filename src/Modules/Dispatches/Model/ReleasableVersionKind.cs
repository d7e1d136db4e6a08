using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of the note that a releasable version was made, schema 1.</summary>
/// <param name="Version">Id of the version, a dispatch of its own.</param>
/// <param name="To">Whom it was made for.</param>
/// <param name="ProposedBy">The first of the two persons; the second is the note's author.</param>
internal sealed record ReleasableVersionBody(RecordId Version, IReadOnlyList<RecordId> To, RecordId ProposedBy);

/// <summary>
/// Tells those who have a dispatch that a version of it was released to others, by whom. It refers to the dispatch and
/// not to the version: those who have the one need not have the other, and the version tells nothing of the dispatch.
/// </summary>
internal sealed class ReleasableVersionKind(ISenders senders) : StepKind(KindName, Step.MadeReleasable, senders)
{
    public const string KindName = "releasable-version";

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        base.Admit(record, session)
        ?? (
            session.Current(record.Header.References[0].Id) is { } dispatch
            && dispatch.Header.Home != record.Header.Home
                ? DispatchRefusals.NotItsVersion
                : null
        );

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<ReleasableVersionBody>(record.Record);
        var named = body.To.Append(body.ProposedBy).Append(body.Version);
        StepRows.Insert(record, record.Header.References[0], Step.MadeReleasable, "", writer, named);
    }
}
