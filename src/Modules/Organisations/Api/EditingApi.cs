using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Organisations.Edit;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Organisations.Api;

/// <summary>What an entry is to say; what is left out it does not say any more.</summary>
internal sealed record EntryRequest(
    IReadOnlyList<LocalisedName?>? Names = null,
    string? FormOfAddress = null,
    ContactDetails? Contact = null,
    string? Place = null,
    string? Country = null,
    string? Zone = null,
    IReadOnlyList<SpecialDay>? Days = null
)
{
    // A request may leave out what the types do not let anybody leave out.
    public Outcome<EntryInput> Read() =>
        Names is null || Names.Any(name => name is not { Text: not null, Lang: not null })
            ? DirectoryRefusals.Nameless
            : new EntryInput(
                [.. Names.OfType<LocalisedName>()],
                new EntryDetails
                {
                    FormOfAddress = FormOfAddress,
                    Contact = Contact,
                    Place = Place,
                    Country = Country,
                    Zone = Zone,
                    Days = Days,
                }
            );
}

/// <summary>Who is to hold a post.</summary>
internal sealed record AppointmentRequest(
    string? Person = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? ActingFor = null
);

/// <summary>When a holding ends.</summary>
internal sealed record EndRequest(DateOnly? To = null);

/// <summary>Changes of this node's part of the directory, for those who operate the node.</summary>
internal static class EditingApi
{
    public static void MapEditing(this IEndpointRouteBuilder api)
    {
        api.MapPost("/directory/persons", AddAsync)
            .WithSummary("Add a person to this node’s part of the directory")
            .Produces(StatusCodes.Status201Created)
            .RequireDuty(Duties.Operate);
        api.MapPut("/directory/{id}", ChangeAsync)
            .WithSummary("Change an entry of this node’s part: its next version, which takes the place of the one read")
            .WithMetadata(new TakesVersion(Required: true))
            .RequireDuty(Duties.Operate);
        api.MapPost("/directory/{id}/holders", AppointAsync)
            .WithSummary("Appoint somebody to a post from a day on, perhaps in another’s place")
            .Produces(StatusCodes.Status201Created)
            .RequireDuty(Duties.Operate);
        api.MapPost("/directory/holdings/{id}/end", EndAsync)
            .WithSummary("Say on which day somebody holds a post for the last time")
            .RequireDuty(Duties.Operate);
    }

    public static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static async Task<IResult> AddAsync(
        EntryRequest request,
        CurrentPrincipal current,
        [FromServices] EditEntry entries
    ) =>
        request.Read().Refused(out var refusal, out var input)
            ? refusal.ToResult()
            : (await entries.AddPersonAsync(current.Required, input)).ToResult(Created);

    private static async Task<IResult> ChangeAsync(
        string id,
        EntryRequest request,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] EditEntry entries
    )
    {
        if (entries.Open(current.Required, Id(id)).Refused(out var refusal, out var edited))
            return refusal.ToResult();
        if (EntityTags.Mismatch(http, Tag(edited.Version)) is { } mismatch)
            return mismatch;
        if (request.Read().Refused(out refusal, out var input))
            return refusal.ToResult();
        return (await entries.SaveAsync(current.Required, Id(id), input, edited.Version)).ToResult(Done);
    }

    private static async Task<IResult> AppointAsync(
        string id,
        AppointmentRequest request,
        CurrentPrincipal current,
        [FromServices] Appointments appointments
    )
    {
        if (request.ActingFor is not null && !RecordId.TryParse(request.ActingFor, out _))
            return DirectoryRefusals.NoSuchAbsent.ToResult();
        RecordId? absent = request.ActingFor is null ? null : Id(request.ActingFor);
        var asked = new Appointment(Id(request.Person), request.From, request.To, absent);
        return (await appointments.AppointAsync(current.Required, Id(id), asked)).ToResult(Created);
    }

    private static async Task<IResult> EndAsync(
        string id,
        EndRequest request,
        CurrentPrincipal current,
        [FromServices] Appointments appointments
    ) => (await appointments.EndAsync(current.Required, Id(id), request.To)).ToResult(Done);

    private static IResult Created(Entry entry) =>
        TypedResults.Created($"/api/v1/directory/{entry.Id}", new { entry.Id });

    private static IResult Done(Entry entry) =>
        TypedResults.Ok(new { entry.Id, Changed = entry.Change == EntryChange.Changed });

    private static RecordId Id(string? text) => RecordId.TryParse(text, out var id) ? id : default;
}
