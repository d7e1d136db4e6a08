using System.Data.Common;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// This node's own change of keys. New ones are made and announced to every node that it knows by a renewal, which the
/// key in use signs; they come into use when the renewals have gone out on all links, so that no peer ever meets a key
/// that it does not know. A crash at any step leaves either the old keys in use or the new ones.
/// </summary>
public sealed class KeyChange : IDisposable
{
    private readonly Ledger ledger;
    private readonly KnownNodes nodes;
    private readonly NodeNotices notices;
    private readonly OwnCard own;
    private readonly INodeKeys keys;
    private readonly SemaphoreSlim oneAtATime = new(1);

    internal KeyChange(Ledger ledger, KnownNodes nodes, NodeNotices notices, OwnCard own, INodeKeys keys)
    {
        (this.ledger, this.nodes, this.notices) = (ledger, nodes, notices);
        (this.own, this.keys) = (own, keys);
    }

    /// <summary>Whether new keys are made that are not in use yet.</summary>
    public bool IsUnderWay => keys.Next is not null;

    /// <summary>
    /// Makes new keys and announces them. They are in use at once where nobody is to be told.
    /// </summary>
    /// <param name="signing">A new signing key.</param>
    /// <param name="tls">A new TLS key.</param>
    /// <param name="by">Account of the security officer; empty for the command line.</param>
    /// <returns>The new card.</returns>
    public async Task<Outcome<NodeCard>> StartAsync(bool signing, bool tls, string by = "")
    {
        await oneAtATime.WaitAsync();
        try
        {
            Recover();
            return IsUnderWay ? KeyRefusals.UnderWay
                : keys.MakeNext(signing, tls) is { } next ? await StartAsync(next, by)
                : KeyRefusals.KeptElsewhere;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<Outcome<NodeCard>> StartAsync(NodeSecrets next, string by)
    {
        try
        {
            var card = await ledger.ChangeAsync(transaction => Announce(transaction, next, by), nodes.Read);
            await FinishAsync(regardless: false, by);
            return card;
        }
        catch
        {
            Recover();
            throw;
        }
    }

    /// <summary>Lets the new keys come into use, if all linked nodes were told of them.</summary>
    /// <returns>False if they were not, or no change is under way.</returns>
    public Task<bool> TryFinishAsync() => FinishInTurnAsync(regardless: false, "");

    /// <summary>
    /// Lets the new keys come into use now: a node that has not been told takes nothing from this one until its people
    /// accept the new card.
    /// </summary>
    public async Task<Outcome<bool>> FinishNowAsync(string by = "") =>
        await FinishInTurnAsync(regardless: true, by) ? true : KeyRefusals.NoChange;

    /// <summary>Linked nodes that do not know of the new keys, and why.</summary>
    public async Task<IReadOnlyList<UntoldPeer>> UntoldAsync() => await ledger.RunAsync(Untold);

    /// <summary>Brings to its end what a crash or a failing store has interrupted.</summary>
    public void Recover()
    {
        if (keys.Next is not { } next)
            return;
        if (ledger.RunAsync(transaction => Announced(transaction, next)).GetAwaiter().GetResult() is not { } announced)
            keys.DropNext();
        else if (announced.InUse)
            keys.UseNext();
    }

    private const string LastOwn = "SELECT card, in_use FROM relay_own_card ORDER BY number DESC LIMIT 1";

    private const string Renewals = """
        SELECT l.peer, o.state, COALESCE(o.why, ''), j.content FROM relay_renewal r
        JOIN relay_outbox o ON o.seq = r.seq JOIN relay_link l ON l.number = o.link JOIN journal j ON j.seq = r.seq
        """;

    /// <inheritdoc/>
    public void Dispose() => oneAtATime.Dispose();

    private NodeCard Announce(LedgerTransaction transaction, NodeSecrets next, string by)
    {
        var (before, after) = (keys.InUse.Signer.PublicKey.ToArray(), next.Signer.PublicKey.ToArray());
        // Cards list the newest first.
        foreach (var (age, key) in new[] { before, after }.Index())
            transaction.Execute(
                "INSERT INTO relay_node_key (node, key, since) VALUES ($1, $2, $3) ON CONFLICT (node, key) DO NOTHING",
                transaction.Node.Id.ToString(),
                key,
                transaction.Now.ToMicroseconds() + age
            );
        nodes.Read(transaction);
        var signed = own.Sign(next);
        transaction.Execute("INSERT INTO relay_own_card (card, in_use) VALUES ($1, 0)", signed);
        foreach (var node in nodes.All)
            Tell(transaction, node, signed);
        var card = NodeCardCodec.ReadStored(signed);
        transaction.Note(EntryType.AdministrativeAct, Act("announce-keys", card, by));
        return card;
    }

    private void Tell(LedgerTransaction transaction, KnownNode node, byte[] card)
    {
        var renewal = notices.Write(RenewalKind.Word, IntroductionKind.Body(card), node);
        var appended = transaction.Append(renewal);
        if (appended.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
        transaction.Execute("INSERT INTO relay_renewal (seq) VALUES ($1)", appended.Seq);
    }

    private IReadOnlyList<UntoldPeer> Untold(LedgerTransaction transaction) =>
        [
            .. transaction
                .Query(Renewals, MapRenewal)
                .Select(renewal => (renewal.Peer, Why: WhyUntold(renewal)))
                .Where(untold => untold.Why is not null)
                .DistinctBy(untold => untold.Peer)
                .Select(untold => new UntoldPeer(untold.Peer, nodes.NameOf(untold.Peer), untold.Why!)),
        ];

    // What a peer passes on is told with that; what is for itself it must have taken, and know what it means.
    private string? WhyUntold((RecordId Peer, RowState State, string Why, bool IsForPeer) renewal) =>
        renewal.State is RowState.Queued or RowState.Sent or RowState.HeldBack
            ? (renewal.Why.Length > 0 ? renewal.Why : "waits")
        : !renewal.IsForPeer ? null
        : renewal.State == RowState.Refused ? renewal.Why
        : nodes.Find(renewal.Peer)?.Card.Kinds.Contains(RenewalKind.Word) == false
            ? "its card says that its program does not know renewals"
        : null;

    private static (RecordId Peer, RowState State, string Why, bool IsForPeer) MapRenewal(DbDataReader row)
    {
        var peer = RecordId.Parse(row.GetString(0));
        var header = EnvelopeHeader.Read((byte[])row.GetValue(3));
        return (peer, (RowState)row.GetInt32(1), row.GetString(2), header.Audience.Contains(peer));
    }

    private async Task<bool> FinishInTurnAsync(bool regardless, string by)
    {
        await oneAtATime.WaitAsync();
        try
        {
            return await FinishAsync(regardless, by);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<bool> FinishAsync(bool regardless, string by)
    {
        if (keys.Next is not { } next)
            return false;
        var finished = await ledger.RunAsync(transaction => Finish(transaction, next, regardless, by));
        if (finished is null)
            keys.DropNext();
        else if (finished.Value)
            keys.UseNext();
        return finished == true;
    }

    // Null: no card announces them, so no peer could know them; a failing store has ended their change.
    private bool? Finish(LedgerTransaction transaction, NodeSecrets next, bool regardless, string by)
    {
        if (Announced(transaction, next) is not { } announced)
            return null;
        if (announced.InUse)
            return true;
        if (!regardless && Untold(transaction).Count > 0)
            return false;
        transaction.Execute("UPDATE relay_own_card SET in_use = 1");
        transaction.Execute("DELETE FROM relay_renewal");
        transaction.Note(EntryType.AdministrativeAct, Act("use-keys", announced.Card, by));
        return true;
    }

    private static (NodeCard Card, bool InUse)? Announced(LedgerTransaction transaction, NodeSecrets next) =>
        transaction.Query(LastOwn, r => (NodeCardCodec.ReadStored((byte[])r.GetValue(0)), r.GetInt64(1) != 0))
            is [var (card, inUse)]
        && Carries(card, next)
            ? (card, inUse)
            : null;

    private static object Act(string act, NodeCard card, string by) =>
        new
        {
            act,
            key = Digest.Of(card.SigningKey).ToString(),
            pin = card.TlsPin.ToString(),
            by,
        };

    private static bool Carries(NodeCard card, NodeSecrets secrets) =>
        Digest.Of(card.SigningKey) == secrets.Signer.KeyId && card.TlsPin == RelayTls.PinOf(secrets.Certificate);
}
