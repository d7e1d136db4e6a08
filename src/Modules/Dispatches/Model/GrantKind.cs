using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of a grant, schema 1.</summary>
/// <param name="Text">A remark for those to whom it is forwarded; may be empty.</param>
/// <param name="To">Who is to have the dispatch, and the clearances to which the grant refers with it.</param>
internal sealed record GrantBody(string Text, IReadOnlyList<RecordId> To);

/// <summary>Somebody who has a dispatch forwards it. Whether those may have it is decided by its label, as ever.</summary>
internal sealed class GrantKind(ISenders senders) : StepKind(KindName, Step.Forwarded, senders)
{
    public const string KindName = "grant";

    private readonly ISenders senders = senders;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        base.Admit(record, session)
        ?? (
            MayHaveIt(record, session) && ClearanceKind.GoAlong(record, session)
                ? null
                : DispatchRefusals.NotItsToForward
        );

    public override IEnumerable<RecordId> Grants(SignedRecord record) => RecordMaker.ReadBody<GrantBody>(record).To;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<GrantBody>(record.Record);
        StepRows.Insert(record, record.Header.References[0], Step.Forwarded, body.Text, writer, body.To);
        PartyRows.Forward(record, body.To, writer);
    }

    // What is not here yet is judged when it has come.
    private bool MayHaveIt(SignedRecord record, IKindSession session) =>
        senders.Find(record.Header.Author.InNameOf, session) is not { } sender
        || session.AudienceOf(record.Header.References[0].Id) is not { IsEmpty: false } audience
        || sender.Parties.Append(Audiences.Everyone).Any(audience.Contains);
}
