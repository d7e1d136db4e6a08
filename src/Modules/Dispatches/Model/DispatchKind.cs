using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>
/// A dispatch. Where a route leads it through an office, it rests there until the office lets it go (<see cref="LetGo"/>).
/// Before that it takes effect nowhere else: brought by its own home past the office it is refused; brought by another
/// node it is held, for then the clearance is on its way.
/// </summary>
internal sealed class DispatchKind(ISenders senders) : RecordKind
{
    public const string KindName = "dispatch";

    private const string InsertSql = """
        INSERT INTO p_dispatch (seq, record, version, number, subject, precedence, home, author_post, deputy_post, author,
          made, journalled, due, action, info, in_reply_to, about, copy, expires, review, label, audience, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        ON CONFLICT (seq) DO UPDATE SET review = excluded.review, label = excluded.label, audience = excluded.audience
        """;

    public override string Name => KindName;

    public override Refusal? Admit(SignedRecord record, IKindSession session)
    {
        var sender = senders.Find(record.Header.Author.InNameOf, session);
        if (AuthorRule.Refuse(record.Header, senders, session) is { } refusal)
            return refusal;
        if (
            session.Bearer == record.Header.Home
            && AwaitsSubject(record, sender, session) is null
            && ThroughOf(record, sender) is { Node: { } office } route
            && IsStopped(record, route.Terms, office, session)
        )
            return DispatchRefusals.PastTheOffice;
        return sender is null ? null : SettlesOthersMatter(record, sender, session);
    }

    public override RecordId? Awaits(SignedRecord record, IKindSession session)
    {
        return AuthorRule.Awaits(record.Header, senders, session)
            ?? base.Awaits(record, session)
            ?? AwaitsItsWay(record, senders.Find(record.Header.Author.InNameOf, session)!, session);
    }

    /// <summary>The route through an office that governs a dispatch; null: it needs nobody's clearance.</summary>
    public static SenderRoute? ThroughOf(SignedRecord record, Sender? sender) =>
        sender?.RouteOf(AboutOf(record, sender)) is { Terms.Through: not null } route
        && route.Node != record.Header.Home
            ? route
            : null;

    public override bool Rests(AppliedRecord record, IKindSession session) =>
        ThroughOf(record.Record, senders.Find(record.Header.Author.InNameOf, session)) is { } route
        && route.Node == session.Node.Id
        && !LetGo.Has(record.Record, route.Terms, session.Node.Id, session);

    /// <summary>
    /// Once no route leads it through an office. What the office sent back stays where it is: its
    /// author revises it. What its author cancelled stays too.
    /// </summary>
    public override bool MayGoOn(AppliedRecord record, IKindSession session) =>
        ThroughOf(record.Record, senders.Find(record.Header.Author.InNameOf, session)) is null
        && !VersionSteps.By(session.Node.Id, record.Record, session).Exists(step => step.Name == Step.Returned)
        && !CancellationKind.IsAbout(record.Header.Id, session);

    public override IEnumerable<RecordId> GoingAlong(RecordId id, IKindSession session) =>
        [.. LetGo.Of(id, session), .. CancellationKind.Of(id, session)];

    public override IEnumerable<RecordId> WithdrawnBeside(RecordId id, IKindSession session) =>
        [.. StepKinds.About(id, session), .. RelabelKind.Of(id, session)];

    public override IEnumerable<string> SearchTexts(SignedRecord record)
    {
        var body = RecordMaker.ReadBody<DispatchWording>(record);
        return [body.Number, body.Subject, body.Text];
    }

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        var header = record.Header;
        var body = RecordMaker.ReadBody<DispatchHeading>(record.Record);
        if (header.Version > 1)
        {
            PartyRows.Delete(header.Id, writer);
            writer.Execute("DELETE FROM p_dispatch WHERE record = $1", header.Id.ToBytes());
        }
        writer.Execute(
            InsertSql,
            record.Seq,
            header.Id.ToBytes(),
            header.Version,
            body.Number,
            body.Subject,
            (int)header.Precedence,
            header.Home.ToString(),
            header.Author.InNameOf.ToString(),
            AuthorRule.DeputyPost(header.Author)?.ToString(),
            header.Author.Person.ToString(),
            header.Made.ToMicroseconds(),
            record.At.ToMicroseconds(),
            body.Due?.ToMicroseconds(),
            DispatchIds.Write(body.Action),
            DispatchIds.Write(body.Info),
            body.InReplyTo?.ToString(),
            body.About?.ToString(),
            DispatchIds.Write(body.Copy ?? []),
            header.Expires?.ToMicroseconds(),
            record.EffectiveLabel.Review?.DayNumber,
            record.Label,
            record.Audience,
            record.Record.Hash.ToBytes()
        );
        PartyRows.Insert(record, body, writer);
        if (header.References.FirstOrDefault(r => r.Id == body.InReplyTo) is { } answered)
            StepRows.Insert(
                record,
                answered,
                body.ReplyKind == DispatchBody.Interim ? Step.RepliedInterim : Step.Replied,
                body.Number,
                writer
            );
    }

    // Who does not know what it needs to know lets nothing pass: neither a subject nor an office.
    private static RecordId? AwaitsItsWay(SignedRecord record, Sender sender, IKindSession session)
    {
        if (AwaitsSubject(record, sender, session) is { } subject)
            return subject;
        if (ThroughOf(record, sender) is not { } route)
            return null;
        if (route.Node is not { } office)
            return route.Terms.Through;
        return IsStopped(record, route.Terms, office, session) ? ClearanceKind.Of(record.Header.Id) : null;
    }

    private static RecordId? AwaitsSubject(SignedRecord record, Sender? sender, IKindSession session) =>
        AboutOf(record, sender) is { } about && !session.IsHere(about) ? about : null;

    // Most senders' ways do not depend on it, and reading a body costs.
    private static RecordId? AboutOf(SignedRecord record, Sender? sender) =>
        sender is { GoesBySubject: true } ? RecordMaker.ReadBody<DispatchHeading>(record).About : null;

    private static bool IsStopped(SignedRecord record, RouteTerms terms, RecordId office, IKindSession session) =>
        office != session.Node.Id && !LetGo.Has(record, terms, office, session);

    private static Refusal? SettlesOthersMatter(SignedRecord record, Sender sender, IKindSession session)
    {
        if (record.Header.References.IsEmpty)
            return null;
        var body = RecordMaker.ReadBody<DispatchBody>(record);
        if (body is not { InReplyTo: { } answered, ReplyKind: DispatchBody.Final })
            return null;
        var actions = session.Query(
            "SELECT action FROM p_dispatch WHERE record = $1",
            r => r.GetString(0),
            answered.ToBytes()
        );
        return actions.TrueForAll(action => sender.Parties.Any(p => Names(action, p)))
            ? null
            : DispatchRefusals.NotItsToSettle;
    }

    private static bool Names(string parties, RecordId party) =>
        parties.Split(' ').Contains(party.ToString(), StringComparer.Ordinal);
}
