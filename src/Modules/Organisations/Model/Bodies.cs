using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>Body of an organisation, schema 1.</summary>
internal sealed record OrganisationBody(ImmutableArray<LocalisedName> Names, string? Place, string? Zone);

/// <summary>Body of an office, schema 1.</summary>
internal sealed record OfficeBody(
    ImmutableArray<LocalisedName> Names,
    RecordId Organisation,
    string? Place,
    string? Zone
);

/// <summary>Body of a post, schema 1.</summary>
internal sealed record PostBody(ImmutableArray<LocalisedName> Names, RecordId Organisation, RecordId Office);

/// <summary>Body of a person, schema 1.</summary>
internal sealed record PersonBody(ImmutableArray<LocalisedName> Names);

/// <summary>Body of a holding, schema 1: who holds which post from when to when.</summary>
internal sealed record HoldingBody(RecordId Person, RecordId Post, DateOnly From, DateOnly? To);

/// <summary>Body of a route, schema 1: dispatches of the sender go through the office; without one, direct.</summary>
internal sealed record RouteBody(RecordId Sender, RecordId? Via);
