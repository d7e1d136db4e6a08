using System.Collections.Immutable;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>A link as it is kept.</summary>
/// <param name="Number">Small number in the outbox.</param>
/// <param name="Peer">The node at the other end.</param>
/// <param name="Rest">All nodes without a link of their own are reached through it.</param>
/// <param name="Paused">Nothing is sent or taken.</param>
/// <param name="Filled">Position up to which earlier records have been offered to it.</param>
/// <param name="FillTo">Position up to which they are to be offered.</param>
internal sealed record LinkRow(int Number, RecordId Peer, bool Rest, bool Paused, long Filled, long FillTo)
{
    public string Id => Peer.Uuid.ToString("N");
}

/// <summary>
/// The links in memory; read on first use, replaced inside the writer's transaction.
/// </summary>
internal sealed class LinkTable(IRecordStore store)
{
    private volatile IReadOnlyList<LinkRow>? rows;

    public IReadOnlyList<LinkRow> All => rows ??= Load();

    public LinkRow? ByPeer(RecordId node) => All.FirstOrDefault(link => link.Peer == node);

    public LinkRow? ById(string id) => All.FirstOrDefault(link => link.Id == id);

    public LinkRow? ByNumber(int number) => All.FirstOrDefault(link => link.Number == number);

    /// <summary>Writes a link. In memory it takes effect at once; <see cref="Forget"/> undoes that.</summary>
    public void Put(LinkRow link, LedgerTransaction transaction)
    {
        transaction.Execute(
            """
            INSERT INTO relay_link (number, peer, rest, paused, filled, fill_to) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (number) DO UPDATE SET paused = excluded.paused, filled = excluded.filled,
              fill_to = excluded.fill_to
            """,
            link.Number,
            link.Peer.ToString(),
            link.Rest ? 1 : 0,
            link.Paused ? 1 : 0,
            link.Filled,
            link.FillTo
        );
        rows = [.. All.Where(l => l.Number != link.Number), link];
    }

    /// <summary>Reads again what is durable.</summary>
    public void Forget() => rows = null;

    private ImmutableArray<LinkRow> Load()
    {
        using var session = store.OpenReader();
        return
        [
            .. session.Query(
                "SELECT number, peer, rest, paused, filled, fill_to FROM relay_link ORDER BY number",
                r => new LinkRow(
                    r.GetInt32(0),
                    RecordId.Parse(r.GetString(1)),
                    r.GetInt64(2) != 0,
                    r.GetInt64(3) != 0,
                    r.GetInt64(4),
                    r.GetInt64(5)
                )
            ),
        ];
    }
}
