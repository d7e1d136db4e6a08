using System.Globalization;
using Legation.Records;
using Legation.Relay;

namespace Legation.Server.Commands;

/// <summary>Lists the signing keys that are known here.</summary>
internal sealed record ListKeys : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var change = services.GetRequiredService<KeyChange>();
        var untold = change.IsUnderWay ? await change.UntoldAsync() : [];
        return ActAnswer.Listed(
            services.GetRequiredService<KeyRegister>().All().Select(Line).Concat(untold.Select(Line)),
            ""
        );
    }

    private static string Line(UntoldPeer peer) =>
        $"{peer.Node}\t{peer.Name}\tdoes not know of the announced keys\t{peer.Why}";

    private static string Line(KeyView key) =>
        $"{key.Node}\t{key.NodeName}\t{key.Key}\t{State(key)}{(key.Since is { } since ? $"\tsince {At(since)}" : "")}";

    private static string State(KeyView key) =>
        key.State == KeyState.Revoked
            ? $"revoked {At(key.Revoked!.Value)}{(key.RevokedBy.Length > 0 ? $" by {key.RevokedBy}" : "")}"
            : key.State.ToString().ToLowerInvariant();

    private static string At(DateTimeOffset instant) => instant.ToString("u", CultureInfo.InvariantCulture);
}

/// <summary>Makes new keys of this node, or lets those come into use that were made.</summary>
internal sealed record RotateKeys(bool Signing, bool Tls, bool Now) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var change = services.GetRequiredService<KeyChange>();
        if (!change.IsUnderWay || !Now)
        {
            var started = await change.StartAsync(Signing, Tls);
            if (started.Refusal is { } refusal)
                return ActAnswer.Refused(refusal.Sentence);
        }
        if (Now && change.IsUnderWay && (await change.FinishNowAsync()).Refusal is { } unfinished)
            return ActAnswer.Refused(unfinished.Sentence);
        var untold = change.IsUnderWay ? await change.UntoldAsync() : [];
        var card = NodeCards.Read(services.GetRequiredService<NodeCards>().Own()).Value;
        return ActAnswer.Done(
            change.IsUnderWay
                ? $"New keys are made. They come into use when these have been told: {string.Join(", ", untold.Select(peer => $"{peer.Name} ({peer.Why})"))}"
                : $"The new keys are in use; the former ones are destroyed.\nFingerprint: {card.Fingerprint}"
        );
    }
}

/// <summary>Revokes keys of a node; not confirmed, it only says what that comes to.</summary>
internal sealed record RevokeKey(string Node, string? Key, bool ForAll, DateTimeOffset? Since, bool Confirmed) : NodeAct
{
    private const string Own = "own";

    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var self = services.GetRequiredService<NodeIdentity>();
        KnownNode? known = null;
        if (Node != Own && services.GetRequiredService<NodeCards>().Named(Node).Refused(out var refusal, out known))
            return ActAnswer.Refused(refusal.Sentence);
        var register = services.GetRequiredService<KeyRegister>();
        var node = known?.Card.Node ?? self.Id;
        var key = Find(register, node);
        if (key is null && Key is not null)
            return ActAnswer.Refused($"{Node} has no key {Key}. See legation key list.");
        if (!Confirmed)
            return ActAnswer.Refused(string.Join('\n', Consequences(known).Append("To do it, repeat with --yes")));
        var revoked = await register.RevokeAsync(node, key, ForAll, Since);
        return revoked.Refused(out refusal, out var report)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(string.Join('\n', Said(known, report)));
    }

    private Digest? Find(KeyRegister register, RecordId node) =>
        Key is null
            ? null
            : register
                .All()
                .Where(key =>
                    key.Node == node && key.Key.ToString().StartsWith(Key, StringComparison.OrdinalIgnoreCase)
                )
                .Select(key => (Digest?)key.Key)
                .FirstOrDefault();

    private IEnumerable<string> Consequences(KnownNode? node)
    {
        if (node is null)
        {
            yield return "The former keys of this node would be revoked: what they signed and has not arrived is refused everywhere.";
            yield break;
        }
        yield return Key is null
            ? $"Nothing would be taken from {node.Card.Name} any more, nor sent to it, until a person accepts its new card."
            : $"Nothing that {node.Card.Name} signed with that key would be taken any more.";
        yield return ForAll
            ? "All nodes are told; those that follow the routes of this one revoke it too."
            : "Other nodes are not told: it goes on with them. With --for-all they are.";
        yield return "It cannot be taken back.";
    }

    private IEnumerable<string> Said(KnownNode? node, RevocationReport report)
    {
        yield return report.Keys == 1 ? "1 key is revoked." : $"{report.Keys} keys are revoked.";
        if (report.Told > 0)
            yield return report.Told == 1 ? "1 node is told." : $"{report.Told} nodes are told.";
        if (Since is not null)
            yield return $"Records signed with them that were journalled here since then: {report.Suspect}. They stand; look at them.";
        if (node is not null && Key is null)
            yield return $"Nothing is taken from {node.Card.Name} until its new card is accepted: legation card accept FILE --clearance FILE. Other nodes need that card from its people too.";
    }
}
