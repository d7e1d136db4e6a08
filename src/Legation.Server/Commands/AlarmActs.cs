using System.Globalization;
using Legation.Records.Alarms;
using Legation.Relay;

namespace Legation.Server.Commands;

/// <summary>Lists the alarms that stand.</summary>
internal sealed record ListAlarms : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var cards = services.GetRequiredService<NodeCards>();
        var alarms = services.GetRequiredService<IAlarms>().Present();
        return Task.FromResult(ActAnswer.Listed(alarms.Select(alarm => Line(alarm, cards)), "No alarm stands."));
    }

    private static string Line(Alarm alarm, NodeCards cards) =>
        string.Join(
            '\t',
            alarm.Number.ToString(CultureInfo.InvariantCulture),
            alarm.Notice.Severity.ToString().ToLowerInvariant(),
            alarm.Notice.What,
            alarm.Notice.Peer is { } peer ? cards.NameOf(peer) : "this node",
            alarm.Since.ToString("u", CultureInfo.InvariantCulture),
            alarm.Acknowledged is null ? $"{alarm.Times}×" : "acknowledged",
            alarm.Notice.Words,
            alarm.Notice.Remedy
        );
}

/// <summary>Takes note of an alarm.</summary>
internal sealed record AcknowledgeAlarm(long Number, long Times) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var acknowledged = await services.GetRequiredService<IAlarms>().AcknowledgeAsync(Number, Times, "");
        return acknowledged.Refused(out var refusal, out var alarm) ? ActAnswer.Refused(refusal.Sentence)
            : alarm.Notice.EndsByItself ? ActAnswer.Done("Acknowledged. It is listed until it is over.")
            : ActAnswer.Done("Acknowledged.");
    }
}
