using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Legation.Simulation;

/// <summary>Writes the records of simulated nodes, byte for byte the same in each run of a schedule.</summary>
internal sealed class Authors(Network network)
{
    private static readonly object[] Names = [new { text = "A name", lang = "en" }];
    private static readonly Label Open = Labelled("UNCLASSIFIED");
    private static readonly Label Restricted = Labelled("RESTRICTED");
    private long made;

    private Oracle Oracle => network.Oracle;

    /// <summary>How many were written.</summary>
    public int Count => Oracle.All.Count;

    public void PublishDirectory(SimulatedNode node)
    {
        var who = node.Identity;
        Publish(node, who.Organisation, new { names = Names });
        Publish(node, who.Office, new { names = Names, organisation = who.Organisation });
        Publish(
            node,
            who.Post,
            new
            {
                names = Names,
                organisation = who.Organisation,
                office = who.Office,
            }
        );
    }

    public void PublishRoutes()
    {
        var (headquarters, office) = (network.Nodes[0], network.Nodes[1]);
        for (var node = 0; node < network.Plan.Nodes; node++)
            if (network.Plan.Through[node])
                Publish(
                    headquarters,
                    Identity.Fixed("route", node),
                    new { sender = Identity.All[node].Organisation, via = office.Identity.Office }
                );
    }

    /// <summary>The next version of a node's entry in the directory, for all.</summary>
    public Written? ReviseDirectory(SimulatedNode node) =>
        Publish(node, node.Identity.Organisation, new { names = Names, text = $"{made}" });

    /// <summary>A dispatch to the posts of other nodes; through the office where the plan says so.</summary>
    public Written? Dispatch(SimulatedNode node, IReadOnlyList<int> to, bool isRestricted, Precedence precedence)
    {
        var through = network.Plan.Through[node.Index] ? 1 : (int?)null;
        ImmutableArray<int> addressed = [.. to.Concat(through is { } office ? [office] : []).Distinct()];
        var header = Header(node, Id("dispatch"), addressed.Select(Post), isRestricted) with
        {
            Precedence = precedence,
        };
        return Commit(node, header, DispatchBody(addressed), isRestricted, addressed, through);
    }

    /// <summary>The next version of a dispatch, as its home has it.</summary>
    public Written? Revise(SimulatedNode node, Written dispatch)
    {
        if (Current(node, dispatch.Id) is not { } current)
            return null;
        return Commit(
            node,
            Following(node, current),
            DispatchBody(dispatch.Addressed),
            dispatch.IsRestricted,
            dispatch.Addressed,
            dispatch.Through
        );
    }

    /// <summary>A node acknowledges, clears or returns a dispatch that it has.</summary>
    public Written? Act(SimulatedNode node, string kind, Written dispatch)
    {
        if (Current(node, dispatch.Id) is not { } current || current.Hash != dispatch.Hash)
            return null;
        ImmutableArray<int> addressed =
        [
            .. dispatch.Addressed.Append(dispatch.Home).Where(other => other != node.Index).Distinct(),
        ];
        var header = Header(node, Id(kind), addressed.Select(Post), dispatch.IsRestricted) with
        {
            References = [current.ToReference()],
            // It may overtake what it is about, or be overtaken.
            Precedence = (Precedence)(made % 4),
        };
        var isClearance = kind == "clearance";
        var act = Commit(
            node,
            header,
            new { text = "" },
            dispatch.IsRestricted,
            addressed,
            about: isClearance ? null : dispatch
        );
        if (isClearance && act is not null)
            dispatch.Clearance = act;
        return act;
    }

    private Written? Publish(SimulatedNode node, RecordId id, object body)
    {
        var header = Current(node, id) is { } current
            ? Following(node, current)
            : Header(node, id, [Audiences.Everyone], isRestricted: false) with
            {
                Author = new Author(node.Identity.Node, node.Identity.Node),
            };
        return Commit(node, header, body, false, [.. Others(node)]);
    }

    private IEnumerable<int> Others(SimulatedNode node) =>
        Enumerable.Range(0, network.Plan.Nodes).Where(other => other != node.Index);

    // What fails may have become durable all the same, if the power failed right behind it.
    private Written? Commit(
        SimulatedNode node,
        RecordHeader header,
        object body,
        bool isRestricted,
        ImmutableArray<int> addressed,
        int? through = null,
        Written? about = null
    )
    {
        var written = new Written
        {
            Record = Sign(header, JsonSerializer.SerializeToUtf8Bytes(body, RecordMaker.BodyJson), node.Signer),
            Home = node.Index,
            Order = Count,
            IsRestricted = isRestricted,
            Addressed = addressed,
            Through = through,
            About = about,
        };
        Oracle.Add(written);
        if (network.Story.IsTold)
            network.Story.Tell($"node {node.Index} writes {written} for {string.Join(", ", addressed)}");
        try
        {
            if (Wait.For(node.Ledger.CommitAsync(written.Record)).Refusal is { } refusal)
                throw new ViolationException("a node takes what is its own", $"{written}: {refusal.Sentence}");
            written.IsAcknowledged = true;
        }
        catch (PowerLostException)
        {
            network.Coverage.Note("fault: a write of an own record failed");
        }
        network.After(node);
        return written;
    }

    private static SignedRecord? Current(SimulatedNode node, RecordId id)
    {
        using var journal = new Journal(node.Get<IRecordStore>());
        return journal.Current(id)?.Record;
    }

    private static RecordHeader Header(
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
            Label = isRestricted ? Restricted : Open,
            Audience = [.. audience.Order()],
            BodyCommitment = default,
        };

    private static RecordHeader Following(SimulatedNode node, SignedRecord current) =>
        current.Header with
        {
            Version = current.Header.Version + 1,
            Previous = current.Hash,
            Epoch = node.Epoch,
            Made = node.Clock.GetUtcNow().ToWholeMicroseconds(),
        };

    // As SignedRecord.Sign does, with a salt that is the same each time.
    private SignedRecord Sign(RecordHeader draft, byte[] body, IRecordSigner signer)
    {
        var salt = new byte[16];
        BitConverter.TryWriteBytes(salt, ++made);
        var commitment = new Digest(SHA256.HashData([.. salt, .. body]));
        var header = HeaderCodec.Encode(draft with { BodyCommitment = commitment });
        return SignedRecord.Read(signer.Sign(header, SignedContent.RecordHeader), salt, body);
    }

    private RecordId Id(string kind) => Identity.Fixed(kind, 1000 + ++made);

    private static RecordId Post(int node) => Identity.All[node].Post;

    private static object DispatchBody(ImmutableArray<int> addressed) =>
        new
        {
            number = "NOD-BCD 2026/0001",
            subject = "A subject",
            text = "1. Text.",
            language = "en",
            action = new[] { Post(addressed[0]) },
            info = addressed.Skip(1).Select(Post),
        };

    private static Label Labelled(string classification) =>
        ShippedPolicies.LegationDemo.Complete(
            new Label { Policy = "LEGATION-DEMO", Classification = classification },
            new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero)
        );
}
