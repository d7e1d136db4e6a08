using System.Text.Json.Serialization;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>Body of a relabelling, schema 1.</summary>
/// <param name="Text">Why, for whoever had the dispatch or has it now.</param>
/// <param name="Label">The label from now on.</param>
/// <param name="Number">Counts what was said of this version's label, from 1.</param>
/// <param name="ApprovedBy">The second person; null where one was enough.</param>
internal sealed record RelabelBody(
    string Text,
    [property: JsonConverter(typeof(FullLabelJson))] Label Label,
    int Number,
    Author? ApprovedBy
);

/// <summary>
/// The home of a dispatch gives it another label, and with it its clearances, without which it would be nowhere in
/// effect. Two such records say the same: one under the label that was, so that all who have it learn of it, and one
/// under the label that is.
/// </summary>
internal sealed class RelabelKind(ISenders senders) : StepKind(KindName, Step.Relabelled, senders)
{
    public const string KindName = "relabel";

    private const string InsertSql = """
        INSERT INTO p_dispatch_relabelling (seq, record, dispatch, dispatch_version, number, said, text, node, by_post,
          deputy_post, by_person, approved_post, approved_deputy, approved_person, made, label, audience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (seq) DO UPDATE SET label = excluded.label, audience = excluded.audience
        """;

    /// <summary>What relabels a dispatch here.</summary>
    public static List<RecordId> Of(RecordId dispatch, IKindSession session) =>
        session.Query(
            "SELECT record FROM p_dispatch_relabelling WHERE dispatch = $1",
            r => new RecordId(KindName, new Guid((byte[])r.GetValue(0), bigEndian: true)),
            dispatch.ToBytes()
        );

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        base.Admit(record, session)
        ?? (
            record.Header.Version == 1 && IsTheHomes(record, session) && ClearanceKind.GoAlong(record, session)
                ? null
                : DispatchRefusals.NotItsToRelabel
        );

    // Where the dispatch rests, its addressees learn nothing of it yet.
    public override bool Rests(AppliedRecord record, IKindSession session) =>
        session.Rests(record.Header.References[0].Id);

    public override bool MayGoOn(AppliedRecord record, IKindSession session) =>
        session.Current(record.Header.References[0].Id) is { } dispatch
        && session.KindOf(dispatch.Header.Id)?.MayGoOn(record with { Record = dispatch }, session) == true;

    public override Relabelling? Relabels(SignedRecord record)
    {
        var body = RecordMaker.ReadBody<RelabelBody>(record);
        return new Relabelling(body.Label, body.Number);
    }

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var (header, body) = (record.Header, RecordMaker.ReadBody<RelabelBody>(record.Record));
        writer.Execute(
            InsertSql,
            record.Seq,
            header.Id.ToBytes(),
            header.References[0].Id.ToBytes(),
            header.References[0].Version,
            body.Number,
            RelabelJson.Write(body.Label),
            body.Text,
            header.Home.ToString(),
            header.Author.InNameOf.ToString(),
            AuthorRule.DeputyPost(header.Author)?.ToString(),
            header.Author.Person.ToString(),
            body.ApprovedBy?.InNameOf.ToString(),
            body.ApprovedBy is { } second ? AuthorRule.DeputyPost(second)?.ToString() : null,
            body.ApprovedBy?.Person.ToString(),
            header.Made.ToMicroseconds(),
            record.Label,
            record.Audience
        );
    }

    // What is not here yet is judged when it has come.
    private static bool IsTheHomes(SignedRecord record, IKindSession session) =>
        session.Current(record.Header.References[0].Id) is not { } dispatch
        || dispatch.Header.Home == record.Header.Home;
}
