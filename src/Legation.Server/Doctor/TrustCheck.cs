using Legation.Records.Alarms;
using Legation.Records.Policies;
using Legation.Relay;

namespace Legation.Server.Doctor;

/// <summary>Alarms, what waits for the security officer, and whom no link reaches.</summary>
internal static class TrustCheck
{
    public static IEnumerable<Finding> Of(IServiceProvider services)
    {
        var (cards, links) = (services.GetRequiredService<NodeCards>(), services.GetRequiredService<Links>());
        return
        [
            .. services.GetRequiredService<IAlarms>().Present().Select(alarm => Alarmed(alarm, cards)),
            .. Links(cards, links),
            .. cards.Introduced().Select(Introduced),
            .. services
                .GetRequiredService<PolicyRegister>()
                .All()
                .Where(policy => policy.Offered is not null)
                .Select(Offered),
        ];
    }

    private static Finding Alarmed(Alarm alarm, NodeCards cards) =>
        new(
            alarm switch
            {
                { Acknowledged: not null } => Severity.Note,
                { Notice.Severity: AlarmSeverity.Critical } => Severity.Error,
                _ => Severity.Warning,
            },
            "alarm",
            $"{(alarm.Notice.Peer is { } peer ? $"{cards.NameOf(peer)}: " : "")}{alarm.Notice.Words}",
            alarm.Acknowledged is null
                ? $"{alarm.Notice.Remedy} Then acknowledge it on Communications."
                : alarm.Notice.Remedy
        );

    private static IEnumerable<Finding> Links(NodeCards cards, Links links)
    {
        if (cards.All().Count == 0)
            yield return Finding.Note(
                "cards",
                "No other node's card is accepted: this node is alone.",
                "Exchange cards: legation card show here, legation card accept there, and the other way round."
            );
        foreach (var beyond in links.Beyond().Where(beyond => beyond.Through is null))
            yield return Finding.Warning(
                "cards",
                $"No link leads to {beyond.Name}, whose card is accepted.",
                $"Link it: legation link add {beyond.Node}; or let a link carry the rest."
            );
    }

    private static Finding Introduced(IntroducedCard introduction) =>
        Finding.Note(
            "cards",
            $"{introduction.IntroducerName} has introduced {introduction.Card.Name}; its card is not accepted here.",
            $"If it is to be known: compare the fingerprint by voice, then legation card accept \"{introduction.Card.Name}\"."
        );

    private static Finding Offered(PolicyView policy) =>
        Finding.Warning(
            "policies",
            $"Version {policy.Offered!.Policy.Version} of the policy {policy.Id} has come and does not count here yet.",
            "The security officer reads it under Security › Policies and accepts it, or: legation policy accept."
        );
}
