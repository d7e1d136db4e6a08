using Legation.Records;

namespace Legation.Dispatches.Model;

/// <summary>A record of an act about one version of a dispatch, by the node where the act happened.</summary>
internal class StepKind(string name, string step) : RecordKind
{
    public override string Name => name;

    public override void Project(AppliedRecord record, IProjectionWriter writer) =>
        StepRows.Insert(
            record,
            record.Header.References[0],
            step,
            RecordMaker.ReadBody<StepBody>(record.Record).Text,
            writer
        );

    public override Refusal? Admit(Records.Signing.SignedRecord record, IKindSession session) =>
        record.Header.References is [{ Id.Kind: DispatchKind.KindName }, ..] ? null : DispatchRefusals.NoReferent;
}

/// <summary>An office lets a dispatch go on. It travels ahead of the dispatch, so it is never held for it.</summary>
internal sealed class ClearanceKind() : StepKind("clearance", Step.Cleared)
{
    public override bool NeedsReferents => false;

    public override IEnumerable<RecordId> Frees(AppliedRecord record, IKindSession session) =>
        record.Header.Home == session.Node.Id ? [record.Header.References[0].Id] : [];
}

internal static class StepRows
{
    private const string InsertSql = """
        INSERT INTO p_dispatch_step (seq, dispatch, dispatch_version, dispatch_hash, step, node, by_post, by_person,
          made, text, label, audience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    public static void Insert(
        AppliedRecord record,
        RecordReference dispatch,
        string step,
        string text,
        IProjectionWriter writer
    ) =>
        writer.Execute(
            InsertSql,
            record.Seq,
            dispatch.Id.ToBytes(),
            dispatch.Version,
            dispatch.Hash.ToBytes(),
            step,
            record.Header.Home.ToString(),
            record.Header.Author.Post.ToString(),
            record.Header.Author.Person.ToString(),
            record.Header.Made.ToMicroseconds(),
            text,
            record.Label,
            record.Audience
        );
}
