using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;

namespace Legation.Server.Duty;

/// <summary>Rosters over the API, for who operates the node; alerts for those whom they concern.</summary>
internal static class DutyApi
{
    public static void MapDuty(this RouteGroupBuilder api)
    {
        var rosters = api.MapGroup("/duty/rosters").WithTags("Duty roster").RequireDuty(Duties.Operate);
        rosters
            .MapGet("/", (Rosters all) => new RosterList(all.All()))
            .WithSummary("Who is called for which office or post, and when");
        rosters
            .MapPut(
                "/{party}",
                async (RecordId party, DutyRoster roster, Rosters all, CurrentPrincipal current) =>
                    party == roster.Party
                        ? (await all.SetAsync(roster, current.Required.Account)).ToResult()
                        : OtherParty.ToResult()
            )
            .WithSummary("Keep a roster in the place of the one that the party had");
        rosters
            .MapDelete(
                "/{party}",
                async (RecordId party, Rosters all, CurrentPrincipal current) =>
                    await all.RemoveAsync(party, current.Required.Account)
                        ? TypedResults.NoContent()
                        : RosterRules.NoSuchRoster.ToResult()
            )
            .WithSummary("Call nobody for the party any more");
        var alerts = api.MapGroup("/duty/alerts").WithTags("Duty roster");
        alerts
            .MapGet(
                "/",
                (DutyAlerts all, ReadGateway gateway, CurrentPrincipal current) =>
                    new AlertList([.. all.OpenFor(current.Required).Select(a => View(a, gateway, current.Required))])
            )
            .WithSummary("Urgent dispatches that concern you and that nobody has acknowledged");
        alerts
            .MapPost(
                "/{number}/acknowledge",
                async (long number, DutyAlerts all, ReadGateway gateway, CurrentPrincipal current) =>
                    (await all.AcknowledgeAsync(number, current.Required)).ToResult(alert =>
                        TypedResults.Ok(View(alert, gateway, current.Required))
                    )
            )
            .WithSummary("Take it upon yourself: nobody more is called");
    }

    // Whoever is called learns that something waits; what it is, only who may read it.
    private static AlertView View(DutyAlert alert, ReadGateway gateway, Principal principal) =>
        new(
            alert.Number,
            alert.Party,
            alert.Precedence,
            alert.At,
            alert.Step,
            alert.Acknowledged,
            alert.By,
            gateway.Among(principal, [alert.Record]) is [var record] ? record : null
        );

    private static Refusal OtherParty { get; } =
        new(RefusalKind.Invalid, "roster-party", "The roster names another party than the address.", "party");

    internal sealed record RosterList(IReadOnlyList<DutyRoster> Items);

    internal sealed record AlertList(IReadOnlyList<AlertView> Items);

    internal sealed record AlertView(
        long Number,
        RecordId Party,
        Precedence Precedence,
        DateTimeOffset Since,
        long Called,
        DateTimeOffset? Acknowledged,
        string? By,
        RecordId? Record
    );
}
