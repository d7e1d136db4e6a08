using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>A record of an act about one version of a dispatch, by the node where the act happened.</summary>
internal class StepKind(string name, string step, ISenders senders) : RecordKind
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

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        record.Header.References is [{ Id.Kind: DispatchKind.KindName }, ..]
            ? AuthorRule.Refuse(record.Header, senders, session)
            : DispatchRefusals.NoReferent;

    public override RecordId? Awaits(SignedRecord record, IKindSession session) =>
        AuthorRule.Awaits(record.Header, senders, session) ?? AwaitsReferent(record, session);

    protected virtual RecordId? AwaitsReferent(SignedRecord record, IKindSession session) =>
        base.Awaits(record, session);
}

/// <summary>An office lets a dispatch go on. It travels ahead of the dispatch, so it is never held for it.</summary>
internal sealed class ClearanceKind(ISenders senders) : StepKind(KindName, Step.Cleared, senders)
{
    public const string KindName = "clearance";

    /// <summary>Stands for the clearance of a dispatch, whichever record gives it.</summary>
    public static RecordId Of(RecordId dispatch) => new(SenderRoute.ClearanceOf, dispatch.Uuid);

    /// <summary>
    /// Whether all that a record names beside a dispatch are clearances or lapses of that one, as far as they are here.
    /// </summary>
    public static bool GoAlong(SignedRecord record, IKindSession session) =>
        record
            .Header.References.Skip(1)
            .All(other =>
                LetGo.IsKind(other.Id.Kind)
                && session.Current(other.Id)?.Header.References[0].Id is var about
                && (about is null || about == record.Header.References[0].Id)
            );

    public override IEnumerable<RecordId> Frees(AppliedRecord record, IKindSession session) =>
        record.Header.Home == session.Node.Id
            ? [record.Header.References[0].Id, .. RelabelKind.Of(record.Header.References[0].Id, session)]
            : [];

    public override IEnumerable<RecordId> Brings(RecordHeader header) => [Of(header.References[0].Id)];

    public override bool GoesAlong(SignedRecord record) => true;

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var body = RecordMaker.ReadBody<StepBody>(record.Record);
        var ahead = record.Header.Precedence == Precedence.Flash && body.Authority == StepBody.Standing;
        StepRows.Insert(
            record,
            record.Header.References[0],
            ahead ? Step.ClearedAhead : Step.Cleared,
            body.Text,
            writer,
            authority: body.Authority
        );
    }

    protected override RecordId? AwaitsReferent(SignedRecord record, IKindSession session) => null;
}

/// <summary>The office through which a dispatch goes sends it back to its author; nobody else can.</summary>
internal sealed class ReturnKind(ISenders senders) : StepKind(StepKinds.Return, Step.Returned, senders)
{
    private readonly ISenders senders = senders;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        base.Admit(record, session)
        ?? (
            session.Current(record.Header.References[0].Id) is { } dispatch
            && DispatchKind.ThroughOf(dispatch, senders.Find(dispatch.Header.Author.InNameOf, session))?.Node
                != record.Header.Home
                ? DispatchRefusals.NotItsToReturn
                : null
        );
}

/// <summary>
/// A node attests its own people: the author's post, and the one for which he acts as deputy, must be posts that the
/// record's home keeps.
/// </summary>
internal static class AuthorRule
{
    public static Refusal? Refuse(RecordHeader header, ISenders senders, IKindSession session) =>
        PostsOf(header.Author)
            .All(post =>
                post.Kind == "post" && (senders.Find(post, session) is not { } sender || sender.Home == header.Home)
            )
            ? null
            : DispatchRefusals.NotItsPost;

    public static RecordId? Awaits(RecordHeader header, ISenders senders, IKindSession session) =>
        PostsOf(header.Author)
            .Where(post => senders.Find(post, session) is null)
            .Select(post => (RecordId?)post)
            .FirstOrDefault();

    /// <summary>The own post of an author who acted as deputy.</summary>
    public static RecordId? DeputyPost(Author author) => author.OnBehalfOf is null ? null : author.Post;

    private static IEnumerable<RecordId> PostsOf(Author author) =>
        author.OnBehalfOf is { } other ? [author.Post, other] : [author.Post];
}

internal static class StepRows
{
    private const string InsertSql = """
        INSERT INTO p_dispatch_step (seq, record, dispatch, dispatch_hash, step, node, by_post,
          deputy_post, by_person, made, text, authority, parties, label, audience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (seq) DO UPDATE SET label = excluded.label, audience = excluded.audience
        """;

    public static void Insert(
        AppliedRecord record,
        RecordReference dispatch,
        string step,
        string text,
        IProjectionWriter writer,
        IEnumerable<RecordId>? parties = null,
        RecordId? by = null,
        string? authority = null
    )
    {
        var id = record.Header.Id.ToBytes();
        if (record.Header.Version > 1)
            writer.Execute("DELETE FROM p_dispatch_step WHERE record = $1", id);
        writer.Execute(
            InsertSql,
            record.Seq,
            id,
            dispatch.Id.ToBytes(),
            dispatch.Hash.ToBytes(),
            step,
            record.Header.Home.ToString(),
            (by ?? record.Header.Author.InNameOf).ToString(),
            AuthorRule.DeputyPost(record.Header.Author)?.ToString(),
            record.Header.Author.Person.ToString(),
            record.Header.Made.ToMicroseconds(),
            text,
            authority,
            DispatchIds.Write(parties ?? []),
            record.Label,
            record.Audience
        );
    }
}
