using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Legation.Simulation;

/// <summary>Signs and commits what simulated nodes write, byte for byte the same in each run of a schedule.</summary>
internal sealed class Pen(Network network)
{
    private static readonly Label Open = Labelled("UNCLASSIFIED");
    private static readonly Label Restricted = Labelled("RESTRICTED");

    /// <summary>Counts what was signed: a number that differs each time.</summary>
    public long Made { get; private set; }

    public static Label LabelOf(bool isRestricted) => isRestricted ? Restricted : Open;

    public static RecordId Post(int node) => Identity.All[node].Post;

    public static SignedRecord? Current(SimulatedNode node, RecordId id)
    {
        using var journal = new Journal(node.Get<IRecordStore>());
        return journal.Current(id)?.Record;
    }

    public RecordId Id(string kind) => Identity.Fixed(kind, 1000 + ++Made);

    public static RecordHeader Header(
        SimulatedNode node,
        RecordId id,
        IEnumerable<RecordId> audience,
        bool isRestricted
    ) =>
        new()
        {
            Id = id,
            Version = 1,
            Home = node.Identity.Node,
            Epoch = node.Epoch,
            Author = new Author(node.Identity.Person, node.Identity.Post),
            Made = node.Clock.GetUtcNow().ToWholeMicroseconds(),
            Label = LabelOf(isRestricted),
            Audience = [.. audience.Distinct().Order()],
            BodyCommitment = default,
        };

    public static RecordHeader Following(SimulatedNode node, SignedRecord current) =>
        current.Header with
        {
            Version = current.Header.Version + 1,
            Previous = current.Hash,
            Epoch = node.Epoch,
            Made = node.Clock.GetUtcNow().ToWholeMicroseconds(),
        };

    // As SignedRecord.Sign does, with a salt that is the same each time.
    public SignedRecord Sign(SimulatedNode node, RecordHeader draft, object body)
    {
        var salt = new byte[16];
        BitConverter.TryWriteBytes(salt, ++Made);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, RecordMaker.BodyJson);
        var commitment = new Digest(SHA256.HashData([.. salt, .. bytes]));
        var header = HeaderCodec.Encode(draft with { BodyCommitment = commitment });
        return SignedRecord.Read(node.Signer.Sign(header, SignedContent.RecordHeader), salt, bytes);
    }

    /// <summary>
    /// Commits what was written, all or nothing. What fails may have become durable all the same, if the power failed
    /// right behind it.
    /// </summary>
    public void Commit(SimulatedNode node, params ImmutableArray<Written> all)
    {
        foreach (var written in all)
        {
            network.Oracle.Add(written);
            if (network.Story.IsTold)
                network.Story.Tell($"node {node.Index} writes {written} for {string.Join(", ", written.Addressed)}");
        }
        try
        {
            if (Wait.For(node.Ledger.CommitAsync([.. all.Select(w => w.Record)])).Refused(out var refusal, out _))
                throw new ViolationException("a node takes what is its own", $"{all[0]}: {refusal.Sentence}");
            foreach (var written in all)
                written.IsAcknowledged = true;
        }
        catch (PowerLostException)
        {
            network.Coverage.Note("fault: a write of an own record failed");
        }
        network.After(node);
    }

    private static Label Labelled(string classification) =>
        ShippedPolicies.LegationDemo.Complete(
            new Label { Policy = "LEGATION-DEMO", Classification = classification },
            new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero)
        );
}
