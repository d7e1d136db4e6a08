using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of an assignment, schema 1.</summary>
/// <param name="Text">A remark for who is to deal with it; may be empty.</param>
/// <param name="To">The post that is to deal with the dispatch; null: none in particular any more.</param>
internal sealed record AssignmentBody(string Text, RecordId? To);

/// <summary>
/// An office that a dispatch is addressed to says which of its posts deals with it. That is the office's own affair: its
/// audience is the office alone, and what a peer says of it is not taken.
/// </summary>
internal sealed class AssignmentKind(ISenders senders) : StepKind(KindName, Step.Assigned, senders)
{
    public const string KindName = "assignment";

    public override Refusal? Admit(SignedRecord record, IKindSession session) => DispatchRefusals.NotItsToAssign;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<AssignmentBody>(record.Record);
        StepRows.Insert(
            record,
            record.Header.References[0],
            body.To is null ? Step.TakenBack : Step.Assigned,
            body.Text,
            writer,
            body.To is { } to ? [to] : []
        );
    }
}
