using System.Globalization;
using Legation.Labels;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Accounts;

namespace Legation.Server.Commands;

/// <summary>Hands out the node's own card.</summary>
internal sealed record ShowCard : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var own = services.GetRequiredService<NodeCards>().Own();
        var card = NodeCards.Read(own).Value;
        return Task.FromResult(
            ActAnswer.Done(
                $"{card.Name}, {card.Reached}\nFingerprint: {card.Fingerprint}\n{Convert.ToBase64String(own)}"
            )
        );
    }
}

/// <summary>Accepts another node's card, if its fingerprint is the one that its people have told.</summary>
/// <param name="Card">The signed card; null for one that a trusted node has introduced.</param>
/// <param name="Introduced">Id or name of the introduced node.</param>
/// <param name="Fingerprint">As the other node's people say it; null only shows the card.</param>
/// <param name="Clearance">JSON of what labels the node may have; null for the least.</param>
/// <param name="RulesRoutes">Whether this node follows the routes that the other rules.</param>
internal sealed record AcceptCard(
    byte[]? Card,
    string? Introduced,
    string? Fingerprint,
    string? Clearance,
    bool RulesRoutes
) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var cards = services.GetRequiredService<NodeCards>();
        if ((Card ?? Introduction(cards)) is not { } signed)
            return ActAnswer.Refused(
                $"There is no file {Introduced}, and no node of that name was introduced. See legation card list."
            );
        var read = NodeCards.Read(signed);
        if (!read.Succeeded(out var card))
            return ActAnswer.Refused(read.Refusal!.Sentence);
        if (Fingerprint is null)
            return ActAnswer.Refused(
                $"{card.Name}, {card.Reached}\nFingerprint: {card.Fingerprint}\nAsk the other node's people for it by voice. If it is the same, repeat with --fingerprint \"{card.Fingerprint}\""
            );
        if (Plain(Fingerprint) != Plain(card.Fingerprint))
            return ActAnswer.Refused(
                "The fingerprint is another. Do not accept this card; tell your security officer."
            );
        var clearance = ClearanceText.Read(Clearance, services.GetRequiredService<AcceptedPolicies>().Current);
        if (!clearance.Succeeded(out var granted))
            return ActAnswer.Refused(clearance.Refusal!.Sentence);
        var before = cards.All().FirstOrDefault(known => known.Card.Node == card.Node);
        var accepted = await cards.AcceptAsync(signed, granted, RulesRoutes);
        return accepted.Refusal is { } refusal
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(
                string.Join('\n', Said(card, before, granted, services.GetRequiredService<Links>().All()))
            );
    }

    // What is not said anew does not hold any more, so it is said what holds now.
    private IEnumerable<string> Said(NodeCard card, KnownNode? before, Clearance granted, IReadOnlyList<LinkView> links)
    {
        yield return $"{card.Name} is accepted as {card.Node}.";
        yield return $"It may have: {ClearanceText.Words(granted)}."
            + (Clearance is null ? " That is the least; more with --clearance FILE." : "");
        if (RulesRoutes)
            yield return "The routes that it rules are followed.";
        else if (before is { RulesRoutes: true })
            yield return "The routes that it rules are no longer followed: this time --rules-routes was not said.";
        if (!links.Any(link => link.CarriesTheRest || link.Peer == card.Node))
            yield return $"Link it with: legation link add {card.Node}";
    }

    private byte[]? Introduction(NodeCards cards) =>
        cards.Introduced().FirstOrDefault(i => i.Card.Is(Introduced!))?.Signed;

    private static string Plain(string fingerprint) =>
        string.Concat(fingerprint.Where(char.IsAsciiHexDigit)).ToLowerInvariant();
}

/// <summary>Says what labels an accepted node may have from now on.</summary>
internal sealed record SetNodeClearance(string Node, string Clearance) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var cards = services.GetRequiredService<NodeCards>();
        if (cards.Named(Node).Refused(out var refusal, out var known))
            return ActAnswer.Refused(refusal.Sentence);
        var read = ClearanceText.Read(Clearance, services.GetRequiredService<AcceptedPolicies>().Current);
        if (read.Refused(out refusal, out var clearance))
            return ActAnswer.Refused(refusal.Sentence);
        return (await cards.SetClearanceAsync(known.Card.Node, clearance)).Refused(out refusal, out _)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done($"{known.Card.Name} has the new clearance.");
    }
}

/// <summary>Brings the card of one accepted node to another, whose people then decide whether to accept it.</summary>
internal sealed record IntroduceCard(string Node, string To) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var cards = services.GetRequiredService<NodeCards>();
        if (
            cards.Named(Node).Refused(out var refusal, out var node) || cards.Named(To).Refused(out refusal, out var to)
        )
            return ActAnswer.Refused(refusal.Sentence);
        return (await cards.IntroduceAsync(node.Card.Node, to.Card.Node)).Refused(out refusal, out _)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(
                $"{node.Card.Name} is introduced to {to.Card.Name}, whose people accept it with: legation card accept \"{node.Card.Name}\""
            );
    }
}

/// <summary>Lists the nodes whose cards are accepted, and those that were introduced.</summary>
internal sealed record ListCards : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var cards = services.GetRequiredService<NodeCards>();
        var accepted = cards.All().Select(Accepted);
        var introduced = cards.Introduced().Select(card => Line(card.Card, $"introduced by {card.IntroducerName}"));
        return Task.FromResult(
            ActAnswer.Listed([.. accepted, .. introduced], "No card is accepted yet: legation card accept FILE")
        );
    }

    private static string Accepted(KnownNode known) =>
        $"{Line(known.Card, "accepted")}\t{ClearanceText.Words(known.Clearance)}{(known.RulesRoutes ? "\trules routes" : "")}{Keys(known)}";

    private static string Keys(KnownNode known) =>
        known.IsRevoked ? "\tkey revoked"
        : known.Renewed is { } at ? string.Create(CultureInfo.InvariantCulture, $"\trenewed by its own record {at:u}")
        : "";

    private static string Line(NodeCard card, string how) => $"{card.Node}\t{card.Name}\t{how}\t{card.Fingerprint}";
}

/// <summary>Links an accepted node.</summary>
internal sealed record AddLink(string Node, bool CarriesTheRest) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<NodeCards>().Named(Node).Refused(out var refusal, out var peer))
            return ActAnswer.Refused(refusal.Sentence);
        var added = await services.GetRequiredService<Links>().AddAsync(peer.Card.Node, CarriesTheRest);
        return added.Refused(out refusal, out _)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done($"Linked with {peer.Card.Name}.");
    }
}

/// <summary>Removes the link to a node; its card stays accepted.</summary>
/// <param name="Node">Id or name of the peer.</param>
/// <param name="Confirmed">False only says what it would come to.</param>
internal sealed record RemoveLink(string Node, bool Confirmed) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var links = services.GetRequiredService<Links>();
        var all = links.All();
        if (services.GetRequiredService<NodeCards>().Named(Node).Refused(out var refusal, out var peer))
            return ActAnswer.Refused(refusal.Sentence);
        if (all.FirstOrDefault(link => link.Peer == peer.Card.Node) is not { } link)
            return ActAnswer.Refused($"There is no link to {Node}. See legation link list.");
        if (!Confirmed)
            return ActAnswer.Refused(
                string.Join('\n', Consequences(link, all).Append("To remove it, repeat with --yes"))
            );
        return (await links.RemoveAsync(link.Peer)).Refused(out refusal, out var removed)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done($"The link to {link.PeerName} is removed. {Waited(removed, all)}".TrimEnd());
    }

    private static IEnumerable<string> Consequences(LinkView link, IReadOnlyList<LinkView> all)
    {
        var waiting = link.Lanes.Sum(lane => lane.Queued + lane.Sent + lane.HeldBack);
        yield return $"{link.PeerName}: {link.Words}.";
        yield return waiting == 0 ? "Nothing waits on the link." : $"{LinkedRecords(waiting)} on the link.";
        if (link.CarriesTheRest)
            yield return "It carries the rest: no node without a link of its own is reached then.";
        else if (Rest(all) is { } rest)
            yield return $"{link.PeerName} is reached through {rest.PeerName} then; what waits goes that way where it may.";
        else
            yield return $"{link.PeerName} is not reached then. What waits stays here, and is offered when it is linked again.";
        yield return "Its card stays accepted.";
    }

    private static string Waited(RemovedLink removed, IReadOnlyList<LinkView> all) =>
        $"{WaitedRecords(removed, all)} {WaitedFiles(removed.Files)}".Trim();

    private static string WaitedFiles(int records) =>
        records switch
        {
            0 => "",
            1 => "The files of 1 record go on when the node is linked again.",
            _ => $"The files of {records} records go on when the node is linked again.",
        };

    private static string WaitedRecords(RemovedLink removed, IReadOnlyList<LinkView> all) =>
        removed.Waited == 0 ? ""
        : removed.TakenOverBy is null ? $"{LinkedRecords(removed.Waited)}: offered when the node is linked again."
        : $"{LinkedRecords(removed.Waited)}: {removed.TakenOver} now on the link to {Rest(all)!.PeerName}.";

    private static LinkView? Rest(IReadOnlyList<LinkView> all) => all.FirstOrDefault(link => link.CarriesTheRest);

    private static string LinkedRecords(long count) => count == 1 ? "1 record waits" : $"{count} records wait";
}

/// <summary>Lists the links and how they stand.</summary>
internal sealed record ListLinks : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var lines = services
            .GetRequiredService<Links>()
            .All()
            .Select(link =>
                $"{link.Peer}\t{link.PeerName}\t{link.Words}{(link.CarriesTheRest ? "\tcarries the rest" : "")}"
            );
        return Task.FromResult(ActAnswer.Listed(lines, "There is no link yet: legation link add NODE"));
    }
}
