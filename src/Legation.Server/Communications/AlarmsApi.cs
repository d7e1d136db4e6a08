using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Records.Http;
using Legation.Relay;

namespace Legation.Server.Communications;

/// <summary>The alarms over the API, for who operates the node.</summary>
internal static class AlarmsApi
{
    public static void MapAlarms(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/alarms").WithTags("Alarms").RequireDuty(Duties.Operate);
        group
            .MapGet(
                "/",
                (IAlarms alarms, NodeCards cards) => new AlarmList([.. alarms.Present().Select(a => View(a, cards))])
            )
            .WithSummary("What is wrong at this node now, and what to do");
        group
            .MapPost(
                "/{number}/acknowledge",
                async (long number, long times, IAlarms alarms, CurrentPrincipal current, NodeCards cards) =>
                    (await alarms.AcknowledgeAsync(number, times, current.Required.Account)).ToResult(alarm =>
                        TypedResults.Ok(View(alarm, cards))
                    )
            )
            .WithSummary("Take note of an alarm. What has happened is gone thereby; a state stands until it is over");
    }

    private static AlarmView View(Alarm alarm, NodeCards cards) =>
        new(
            alarm.Number,
            alarm.Notice.What,
            alarm.Notice.Severity,
            alarm.Notice.Peer,
            alarm.Notice.Peer is { } peer ? cards.NameOf(peer) : null,
            alarm.Notice.Words,
            alarm.Notice.Remedy,
            alarm.Since,
            alarm.Last,
            alarm.Times,
            alarm.Notice.EndsByItself,
            alarm.Acknowledged
        );

    internal sealed record AlarmList(IReadOnlyList<AlarmView> Items);

    internal sealed record AlarmView(
        long Number,
        string What,
        AlarmSeverity Severity,
        RecordId? Peer,
        string? PeerName,
        string Words,
        string Remedy,
        DateTimeOffset Since,
        DateTimeOffset Last,
        long Times,
        bool EndsByItself,
        DateTimeOffset? Acknowledged
    );
}
