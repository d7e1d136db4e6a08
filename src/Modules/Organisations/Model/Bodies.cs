using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>Body of an organisation, schema 1.</summary>
internal sealed record OrganisationBody(ImmutableArray<LocalisedName> Names) : EntryDetails;

/// <summary>Body of an office, schema 1.</summary>
internal sealed record OfficeBody(ImmutableArray<LocalisedName> Names, RecordId Organisation) : EntryDetails;

/// <summary>Body of a post, schema 1.</summary>
internal sealed record PostBody(ImmutableArray<LocalisedName> Names, RecordId Organisation, RecordId Office)
    : EntryDetails;

/// <summary>Body of a person, schema 1.</summary>
internal sealed record PersonBody(ImmutableArray<LocalisedName> Names) : EntryDetails;

/// <summary>Body of a holding, schema 1: who holds which post from when to when.</summary>
/// <param name="ActingFor">For whom, where the holder only acts in that person's place. Absent: for nobody.</param>
internal sealed record HoldingBody(
    RecordId Person,
    RecordId Post,
    DateOnly From,
    DateOnly? To,
    RecordId? ActingFor = null
);

/// <summary>Body of a subject, schema 1: a term for what dispatches are about.</summary>
internal sealed record SubjectBody(ImmutableArray<LocalisedName> Names);

/// <summary>Body of a route, schema 1: dispatches of the sender go through the office; without one, direct.</summary>
/// <param name="Sender">A post, an office or an organisation.</param>
/// <param name="Via">The office.</param>
/// <param name="Mode"><see cref="Copy"/>: they go direct, and a copy goes to the office.</param>
/// <param name="Subject">The subject to which it is limited.</param>
/// <param name="Limits">How long the office has to clear. Absent: as long as it takes.</param>
/// <param name="Deputies">Posts of the office to which it passes after that. Absent: none.</param>
internal sealed record RouteBody(
    RecordId Sender,
    RecordId? Via,
    string? Mode = null,
    RecordId? Subject = null,
    ClearanceLimits? Limits = null,
    IReadOnlyList<RecordId>? Deputies = null
)
{
    public const string Copy = "copy";

    public static RouteBody Of(RouteTerms terms) =>
        new(
            terms.Sender,
            terms.Via,
            terms.Mode == RouteMode.Copy ? Copy : null,
            terms.Subject,
            terms.Limits,
            terms.Deputies.IsEmpty ? null : terms.Deputies
        );

    /// <summary>What it says; null: nothing that this program understands.</summary>
    public RouteTerms? Terms() =>
        Sender.Kind is "post" or "office" or "organisation"
        && Via is null or { Kind: "office" }
        && Subject is null or { Kind: "subject" }
        && ReadMode() is { } mode
        && (mode == RouteMode.Through ? AreLimitsGood : Limits is null && Deputies is null)
            ? new RouteTerms(Sender, mode, Via)
            {
                Subject = Subject,
                Limits = Limits,
                Deputies = [.. Deputies ?? []],
            }
            : null;

    private bool AreLimitsGood =>
        Limits is null
            ? Deputies is null
            : Limits.Listed().All(limit => limit.Minutes is >= 1 and <= ClearanceLimits.Most)
                && (Deputies ?? []).All(deputy => deputy.Kind == "post");

    private RouteMode? ReadMode() =>
        (Mode, Via) switch
        {
            (null, null) => RouteMode.Direct,
            (null, _) => RouteMode.Through,
            (Copy, not null) => RouteMode.Copy,
            _ => null,
        };
}
