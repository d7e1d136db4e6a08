using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Writes introductions and lists those that wait here.</summary>
internal sealed class Introductions(NodeIdentity self, KnownNodes nodes, NodeNotices notices)
{
    public SignedRecord Write(byte[] card, KnownNode target) =>
        notices.Write(IntroductionKind.Word, IntroductionKind.Body(card), target);

    public IReadOnlyList<IntroducedCard> Waiting(Journal journal)
    {
        var rows = journal.Query(
            """
            SELECT p.introducer, p.card, j.at FROM p_introduction p JOIN journal j ON j.seq = p.seq
            WHERE p.introducer <> $1 AND p.node <> $1 ORDER BY p.seq DESC
            """,
            r => (Introducer: RecordId.Parse(r.GetString(0)), Signed: (byte[])r.GetValue(1), At: r.GetInt64(2)),
            self.Id.ToString()
        );
        return
        [
            .. rows.Select(row => new IntroducedCard(
                    NodeCardCodec.ReadStored(row.Signed),
                    row.Signed,
                    row.Introducer,
                    nodes.NameOf(row.Introducer),
                    Instants.FromMicroseconds(row.At)
                ))
                .Where(IsNews)
                .DistinctBy(introduced => introduced.Card.Node),
        ];
    }

    private bool IsNews(IntroducedCard introduced) =>
        nodes.Find(introduced.Card.Node) is not { } known || known.Card.Made < introduced.Card.Made;
}
