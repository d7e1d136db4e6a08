using Legation.Labels;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Writes introductions and lists those that wait here.</summary>
internal sealed class Introductions(NodeIdentity self, KnownNodes nodes, AcceptedPolicies policies, TimeProvider clock)
{
    public SignedRecord Write(byte[] card, KnownNode target)
    {
        var made = clock.GetUtcNow().ToWholeMicroseconds();
        var header = new RecordHeader
        {
            Id = RecordId.New(IntroductionKind.Word, made),
            Home = self.Id,
            Epoch = self.Epoch,
            // No person writes it: the officer who asked for it stands in the journal of this node.
            Author = new Author(self.Id, self.Id),
            Made = made,
            Label = LowestFor(target.Clearance, made),
            Audience = [target.Card.Node],
            Precedence = Precedence.Priority,
            BodyCommitment = default,
        };
        return SignedRecord.Sign(header, IntroductionKind.Body(card), self.Signer);
    }

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

    // A card is no secret: it takes the lowest label that its reader may have.
    private Label LowestFor(Clearance clearance, DateTimeOffset made)
    {
        var policy = policies.Current.Find(clearance.Policy);
        var lowest = policy
            ?.Classifications.Where(c => clearance.Classifications.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .MinBy(c => c.Hierarchy);
        var label = new Label
        {
            Policy = clearance.Policy,
            Classification = lowest?.Name ?? clearance.Classifications.FirstOrDefault() ?? "",
        };
        foreach (var tagSet in policy?.TagSets ?? [])
            if (tagSet.Required && clearance.Categories.TryGetValue(tagSet.Id, out var held))
                label = label with { Categories = label.Categories.Add(tagSet.Id, held) };
        return policy?.Complete(label, made) ?? label;
    }
}
