using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Names;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Organisations.Model;

/// <summary>
/// A kind whose records are published to the whole network and go before all correspondence. Each node enters its own
/// part of the directory and nothing else.
/// </summary>
internal abstract class DirectoryKind<TBody>(string name, string table) : RecordKind
    where TBody : class
{
    public override string Name => name;

    public override bool TravelsOnSystemLane => true;

    public sealed override Refusal? Admit(SignedRecord record, IKindSession session) =>
        Read(record) is { } body ? Check(record.Header, body, session) : DirectoryRefusals.Unreadable;

    public sealed override RecordId? Awaits(SignedRecord record, IKindSession session) =>
        Read(record) is { } body && RestsOn(body) is { } entry && !session.IsHere(entry) ? entry : null;

    public sealed override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        writer.Execute($"DELETE FROM {table} WHERE record = $1", record.Header.Id.ToString());
        Insert(record, RecordMaker.ReadBody<TBody>(record.Record), writer);
    }

    /// <summary>Why the node may not enter this; null if it may.</summary>
    protected abstract Refusal? Check(RecordHeader header, TBody body, IKindSession session);

    /// <summary>The entry by which it is judged who may enter this.</summary>
    protected virtual RecordId? RestsOn(TBody body) => null;

    protected abstract void Insert(AppliedRecord record, TBody body, IProjectionWriter writer);

    /// <summary>Refused if the entry, once it is here, is another node's.</summary>
    protected static Refusal? Own(RecordHeader header, RecordId entry, IKindSession session) =>
        session.Current(entry) is { } found && found.Header.Home != header.Home ? DirectoryRefusals.NotItsPart : null;

    /// <summary>Refused if a page could not show it.</summary>
    protected static Refusal? Malformed(ImmutableArray<LocalisedName> names, EntryDetails details) =>
        Readable.Is(names) && (details.Days ?? []).All(Readable.Is) ? null : DirectoryRefusals.Unreadable;

    protected static string Json(IEnumerable<LocalisedName> names) =>
        JsonSerializer.Serialize(names, RecordMaker.BodyJson);

    private static TBody? Read(SignedRecord record)
    {
        try
        {
            return RecordMaker.ReadBody<TBody>(record);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal abstract class PartyKind<TBody>(string name, ITrustedNodes nodes) : DirectoryKind<TBody>(name, "p_party")
    where TBody : class
{
    // What is entered anew was nobody's sender yet; what is put right may be led another way from now on.
    public override string? ChangesWaitsFor(RecordHeader header) =>
        EntryKinds.LeadDispatches(Name) && header.Version > 1 ? SenderRoute.ClearanceOf : null;

    protected Refusal? Check(
        RecordHeader header,
        ImmutableArray<LocalisedName> names,
        RecordId organisation,
        EntryDetails details
    ) =>
        Malformed(names, details) is { } malformed ? malformed
        : nodes.OrganisationOf(header.Home) != organisation ? DirectoryRefusals.NotItsPart
        : null;

    protected static void Insert(
        AppliedRecord record,
        IEnumerable<LocalisedName> names,
        RecordId organisation,
        RecordId? office,
        EntryDetails details,
        IProjectionWriter writer
    ) =>
        writer.Execute(
            """
            INSERT INTO p_party (seq, record, kind, names, organisation, office, details, home, label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            record.Seq,
            record.Header.Id.ToString(),
            record.Header.Id.Kind,
            Json(names),
            organisation.ToString(),
            office?.ToString(),
            details.Write(),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}

internal sealed class OrganisationKind(ITrustedNodes nodes) : PartyKind<OrganisationBody>("organisation", nodes)
{
    protected override Refusal? Check(RecordHeader header, OrganisationBody body, IKindSession session) =>
        Check(header, body.Names, header.Id, body);

    protected override void Insert(AppliedRecord record, OrganisationBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, record.Header.Id, null, body, writer);
}

internal sealed class OfficeKind(ITrustedNodes nodes) : PartyKind<OfficeBody>("office", nodes)
{
    protected override Refusal? Check(RecordHeader header, OfficeBody body, IKindSession session) =>
        Check(header, body.Names, body.Organisation, body);

    protected override void Insert(AppliedRecord record, OfficeBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, body.Organisation, record.Header.Id, body, writer);
}

internal sealed class PostKind(ITrustedNodes nodes) : PartyKind<PostBody>("post", nodes)
{
    protected override Refusal? Check(RecordHeader header, PostBody body, IKindSession session) =>
        Check(header, body.Names, body.Organisation, body) ?? Own(header, body.Office, session);

    protected override RecordId? RestsOn(PostBody body) => body.Office;

    protected override void Insert(AppliedRecord record, PostBody body, IProjectionWriter writer) =>
        Insert(record, body.Names, body.Organisation, body.Office, body, writer);
}

internal sealed class PersonKind() : DirectoryKind<PersonBody>("person", "p_person")
{
    protected override Refusal? Check(RecordHeader header, PersonBody body, IKindSession session) =>
        Malformed(body.Names, body);

    protected override void Insert(AppliedRecord record, PersonBody body, IProjectionWriter writer) =>
        writer.Execute(
            "INSERT INTO p_person (seq, record, names, details, home, label, audience) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            record.Seq,
            record.Header.Id.ToString(),
            Json(body.Names),
            body.Write(),
            record.Header.Home.ToString(),
            record.Label,
            record.Audience
        );
}

internal sealed class HoldingKind() : DirectoryKind<HoldingBody>("holding", "p_holding")
{
    protected override Refusal? Check(RecordHeader header, HoldingBody body, IKindSession session) =>
        body.Person.Kind != "person" ? DirectoryRefusals.Unreadable : Own(header, body.Post, session);

    protected override RecordId? RestsOn(HoldingBody body) => body.Post;

    protected override void Insert(AppliedRecord record, HoldingBody body, IProjectionWriter writer) =>
        writer.Execute(
            """
            INSERT INTO p_holding (seq, record, person, post, first_day, last_day, acting_for, label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            record.Seq,
            record.Header.Id.ToString(),
            body.Person.ToString(),
            body.Post.ToString(),
            body.From.ToString("O", CultureInfo.InvariantCulture),
            body.To?.ToString("O", CultureInfo.InvariantCulture),
            body.ActingFor?.ToString(),
            record.Label,
            record.Audience
        );
}
