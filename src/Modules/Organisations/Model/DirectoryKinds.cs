using System.Globalization;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>A kind whose records are published to the whole network and go before all correspondence.</summary>
internal abstract class DirectoryKind<TBody>(string name, string table) : RecordKind
{
    public override string Name => name;

    public override bool TravelsOnSystemLane => true;

    public override bool NeedsReferents => false;

    public sealed override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        writer.Execute($"DELETE FROM {table} WHERE record = $1", record.Header.Id.ToString());
        Insert(record, RecordMaker.ReadBody<TBody>(record.Record), writer);
    }

    protected abstract void Insert(AppliedRecord record, TBody body, IProjectionWriter writer);

    protected static string Json(IEnumerable<LocalisedName> names) =>
        JsonSerializer.Serialize(names, RecordMaker.BodyJson);
}

internal abstract class PartyKind<TBody>(string name) : DirectoryKind<TBody>(name, "p_party")
{
    protected static void Insert(
        AppliedRecord record,
        IEnumerable<LocalisedName> names,
        RecordId organisation,
        RecordId? office,
        IProjectionWriter writer
    ) =>
        writer.Execute(
            """
            INSERT INTO p_party (seq, record, kind, names, organisation, office, home, label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            record.Seq,
            record.Header.Id.ToString(),
            record.Header.Id.Kind,
            Json(names),
            organisation.ToString(),
            office?.ToString(),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}

internal sealed class OrganisationKind() : PartyKind<OrganisationBody>("organisation")
{
    protected override void Insert(AppliedRecord record, OrganisationBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, record.Header.Id, null, writer);
}

internal sealed class OfficeKind() : PartyKind<OfficeBody>("office")
{
    protected override void Insert(AppliedRecord record, OfficeBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, body.Organisation, record.Header.Id, writer);
}

internal sealed class PostKind() : PartyKind<PostBody>("post")
{
    protected override void Insert(AppliedRecord record, PostBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, body.Organisation, body.Office, writer);
}

internal sealed class PersonKind() : DirectoryKind<PersonBody>("person", "p_person")
{
    protected override void Insert(AppliedRecord record, PersonBody body, IProjectionWriter writer) =>
        writer.Execute(
            "INSERT INTO p_person (seq, record, names, label, audience) VALUES ($1, $2, $3, $4, $5)",
            record.Seq,
            record.Header.Id.ToString(),
            Json(body.Names),
            record.Label,
            record.Audience
        );
}

internal sealed class HoldingKind() : DirectoryKind<HoldingBody>("holding", "p_holding")
{
    protected override void Insert(AppliedRecord record, HoldingBody body, IProjectionWriter writer) =>
        writer.Execute(
            """
            INSERT INTO p_holding (seq, record, person, post, first_day, last_day, label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            record.Seq,
            record.Header.Id.ToString(),
            body.Person.ToString(),
            body.Post.ToString(),
            body.From.ToString("O", CultureInfo.InvariantCulture),
            body.To?.ToString("O", CultureInfo.InvariantCulture),
            record.Label,
            record.Audience
        );
}

internal sealed class RouteKind() : DirectoryKind<RouteBody>("route", "p_route")
{
    protected override void Insert(AppliedRecord record, RouteBody body, IProjectionWriter writer) =>
        writer.Execute(
            "INSERT INTO p_route (seq, record, sender, via, home, label, audience) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            record.Seq,
            record.Header.Id.ToString(),
            body.Sender.ToString(),
            body.Via.ToString(),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}
