using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Names;
using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>
/// Anybody may rule a route; a node follows only those of the nodes that it was told to follow. One that is limited to a
/// subject waits for that: until then nobody here could have chosen it.
/// </summary>
internal sealed class RouteKind() : DirectoryKind<RouteBody>(EntryKinds.Route, "p_route")
{
    public override string? ChangesWaitsFor(RecordHeader header) => SenderRoute.ClearanceOf;

    protected override Refusal? Check(RecordHeader header, RouteBody body, IKindSession session) =>
        body.Terms() is null ? DirectoryRefusals.Unreadable : null;

    protected override RecordId? RestsOn(RouteBody body) => body.Subject;

    protected override void Insert(AppliedRecord record, RouteBody body, IProjectionWriter writer) =>
        writer.Execute(
            "INSERT INTO p_route (seq, record, sender, terms, via, home, label, audience) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            record.Seq,
            record.Header.Id.ToString(),
            body.Sender.ToString(),
            RouteRows.Write(body.Terms()!),
            body.Via?.ToString(),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}

/// <summary>A term for what dispatches are about; any node may enter its own.</summary>
internal sealed class SubjectKind() : DirectoryKind<SubjectBody>("subject", "p_subject")
{
    protected override Refusal? Check(RecordHeader header, SubjectBody body, IKindSession session) =>
        Readable.Is(body.Names) ? null : DirectoryRefusals.Unreadable;

    protected override void Insert(AppliedRecord record, SubjectBody body, IProjectionWriter writer) =>
        writer.Execute(
            "INSERT INTO p_subject (seq, record, names, home, label, audience) VALUES ($1, $2, $3, $4, $5, $6)",
            record.Seq,
            record.Header.Id.ToString(),
            Json(body.Names),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}

/// <summary>What a route says, as its row keeps it.</summary>
internal static class RouteRows
{
    public static string Write(RouteTerms terms) => JsonSerializer.Serialize(RouteBody.Of(terms), RecordMaker.BodyJson);

    public static RouteTerms Read(string terms) =>
        JsonSerializer.Deserialize<RouteBody>(terms, RecordMaker.BodyJson)!.Terms()!;
}
