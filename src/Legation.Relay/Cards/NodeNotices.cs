using Legation.Labels;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Writes what this node tells another about cards and keys.</summary>
internal sealed class NodeNotices(NodeIdentity self, AcceptedPolicies policies, TimeProvider clock)
{
    public SignedRecord Write(string kind, byte[] body, KnownNode target)
    {
        var made = clock.GetUtcNow().ToWholeMicroseconds();
        var header = new RecordHeader
        {
            Id = RecordId.New(kind, made),
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
        return SignedRecord.Sign(header, body, self.Signer);
    }

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
