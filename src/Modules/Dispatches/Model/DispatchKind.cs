using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>
/// A dispatch. Where a route leads it through an office, it rests there until the office's clearance frees it, and
/// whoever receives it without that clearance refuses it.
/// </summary>
internal sealed class DispatchKind(IRoutes routes) : RecordKind
{
    public const string KindName = "dispatch";

    private const string InsertSql = """
        INSERT INTO p_dispatch (seq, record, version, number, subject, precedence, home, author_post, author, made,
          journalled, due, action, info, in_reply_to, label, audience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    private const string ClearanceSql = """
        SELECT dispatch_hash FROM p_dispatch_step
        WHERE dispatch = $1 AND step = 'cleared' AND node = $2
        """;

    public override string Name => KindName;

    public override Refusal? Admit(SignedRecord record, IKindSession session)
    {
        if (RouteOf(record.Header, session) is not { } route || route.Node == session.Node.Id)
            return null;
        return IsCleared(record.Header.Id, record.Hash, route.Node, session) ? null : DispatchRefusals.PastTheOffice;
    }

    public override bool Rests(AppliedRecord record, IKindSession session) =>
        RouteOf(record.Header, session) is { } route
        && route.Node == session.Node.Id
        && !IsCleared(record.Header.Id, record.Record.Hash, route.Node, session);

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var header = record.Header;
        var body = RecordMaker.ReadBody<DispatchHeading>(record.Record);
        if (header.Version > 1)
            writer.Execute("DELETE FROM p_dispatch WHERE record = $1", header.Id.ToBytes());
        writer.Execute(
            InsertSql,
            record.Seq,
            header.Id.ToBytes(),
            header.Version,
            body.Number,
            body.Subject,
            (int)header.Precedence,
            header.Home.ToString(),
            header.Author.Post.ToString(),
            header.Author.Person.ToString(),
            header.Made.ToMicroseconds(),
            record.At.ToMicroseconds(),
            body.Due?.ToMicroseconds(),
            string.Join(' ', body.Action),
            string.Join(' ', body.Info),
            body.InReplyTo?.ToString(),
            record.Label,
            record.Audience
        );
        if (header.References.FirstOrDefault(r => r.Id == body.InReplyTo) is { } answered)
            StepRows.Insert(
                record,
                answered,
                body.ReplyKind == "interim" ? Step.RepliedInterim : Step.Replied,
                body.Number,
                writer
            );
    }

    private (RecordId Office, RecordId Node)? RouteOf(RecordHeader header, IKindSession session)
    {
        var route = routes.Through(header.Author.Post, session);
        return route is { } through && through.Node != header.Home ? route : null;
    }

    private static bool IsCleared(RecordId id, Digest hash, RecordId office, IKindSession session) =>
        session
            .Query(ClearanceSql, r => new Digest((byte[])r.GetValue(0)), id.ToBytes(), office.ToString())
            .Contains(hash);
}
