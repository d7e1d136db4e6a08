using Legation.Records.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Relay;

/// <summary>What this node says of itself, with the keys in use or with those that will be.</summary>
internal sealed class OwnCard(
    NodeIdentity self,
    RelayOptions options,
    IServiceProvider services,
    KnownNodes nodes,
    INodeKeys keys,
    IRecordStore store,
    TimeProvider clock
)
{
    private readonly Lock gate = new();
    private (NodeSecrets Of, byte[] Card)? inUse;

    /// <summary>The card with the keys in use; made once for as long as they are.</summary>
    public byte[] InUse()
    {
        lock (gate)
        {
            var now = keys.InUse;
            if (inUse is not { } made || made.Of != now)
                inUse = made = (now, Sign(now));
            return made.Card;
        }
    }

    /// <summary>
    /// A card with these keys, signed by the key that it carries. One that is announced is no former key: whoever took it
    /// for one would refuse what it vouches for.
    /// </summary>
    public byte[] Sign(NodeSecrets secrets)
    {
        var card = new NodeCard(
            self.Id,
            self.Name,
            self.Organisation,
            options.Address,
            secrets.Signer.PublicKey.ToArray(),
            RelayTls.PinOf(secrets.Certificate),
            Made(),
            [.. Kinds()],
            options.Place,
            options.ZoneId
        )
        {
            FormerKeys =
            [
                .. nodes
                    .KeysOf(self.Id)
                    .Where(key => key.KeyId != secrets.Signer.KeyId && key.KeyId != keys.Next?.Signer.KeyId)
                    .Select(key => key.PublicKey.ToArray())
                    .Take(NodeCardCodec.MostFormerKeys),
            ],
        };
        return NodeCardCodec.Sign(card, secrets.Signer);
    }

    // The clock may have been set back since the last one.
    private DateTimeOffset Made()
    {
        using var session = store.OpenReader();
        var now = clock.GetUtcNow().ToWholeMicroseconds();
        return
            session.Query(
                "SELECT card FROM relay_own_card ORDER BY number DESC LIMIT 1",
                r => NodeCardCodec.ReadStored((byte[])r.GetValue(0)).Made
            )
                is [var last]
            && last >= now
            ? last.AddMicroseconds(1)
            : now;
    }

    private IEnumerable<string> Kinds() =>
        services
            .GetServices<ModuleDefinition>()
            .SelectMany(module => module.Kinds)
            .Select(kind => kind.Name)
            .Order(StringComparer.Ordinal);
}
