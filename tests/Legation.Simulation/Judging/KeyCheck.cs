using System.Text;
using Legation.Records.Audit;

namespace Legation.Simulation;

/// <summary>Each node knows the key with which another signs, and takes nothing with one of which it knows that it was revoked.</summary>
internal sealed class KeyCheck(Network network)
{
    private const string Acts = "SELECT seq, content FROM journal WHERE type = $1 ORDER BY seq";
    private const string Versions = "SELECT seq, hash FROM current UNION SELECT seq, hash FROM other_version";

    public void Judge(SimulatedNode node)
    {
        foreach (var other in network.Nodes.Where(other => other != node))
        {
            JudgeKnown(node, other);
            if (other.Keys.Former.Count > 0)
                JudgeRevoked(node, other);
        }
    }

    private static void JudgeKnown(SimulatedNode node, SimulatedNode other)
    {
        var inUse = other.Signer.KeyId;
        if (node.Get<NodeCards>().KeysOf(other.Identity.Node).All(key => key.KeyId != inUse))
            throw new ViolationException("a new key is known", $"{node.Index} does not know the key of {other.Index}");
    }

    private void JudgeRevoked(SimulatedNode node, SimulatedNode other)
    {
        if (RevokedAt(node, other) is not { } revoked)
            return;
        network.Coverage.Note("revocation known to a peer");
        foreach (var (seq, hash) in node.Query(Versions, r => (r.GetInt64(0), new Digest((byte[])r.GetValue(1)))))
            if (
                seq > revoked
                && network.Oracle.Find(hash) is { } written
                && written.Home == other.Index
                && other.Keys.Former.Contains(written.Record.KeyId!.Value)
            )
                throw new ViolationException(
                    "a revoked key counts no more",
                    $"{node.Index} took {written} at {seq}, after it knew at {revoked}"
                );
    }

    // A key that came into use later may have been revoked later too: the last is the one from which all of them are.
    private static long? RevokedAt(SimulatedNode node, SimulatedNode other)
    {
        var acts = node.Query(
                Acts,
                r => (Seq: r.GetInt64(0), Text: (byte[])r.GetValue(1)),
                (int)EntryType.AdministrativeAct
            )
            .Select(act => (act.Seq, Text: Encoding.UTF8.GetString(act.Text)))
            .Where(act =>
                act.Text.Contains("\"revoke-key\"", StringComparison.Ordinal)
                && act.Text.Contains(other.Identity.Node.ToString(), StringComparison.Ordinal)
                && other.Keys.Former.All(key => act.Text.Contains(key.ToString(), StringComparison.Ordinal))
            );
        return acts.Select(act => (long?)act.Seq).FirstOrDefault();
    }
}
