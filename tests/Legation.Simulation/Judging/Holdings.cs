namespace Legation.Simulation;

/// <summary>What the oracle asks of disks: what is in effect, and what may have gone. Nothing of what was decided.</summary>
internal sealed class Holdings(Func<int, SimulatedNode> node)
{
    private const string Numbered = """
        SELECT 1 FROM relay_outbox o JOIN journal j ON j.seq = o.seq JOIN relay_link l ON l.number = o.link
        WHERE o.state = 1 AND l.peer = $1 AND j.record = $2
        """;

    /// <summary>Whether a version is the one in effect at a node.</summary>
    public bool IsInEffect(Written version, int at) => node(at).HasInEffect(version);

    /// <summary>Whether a version of a record has its number on a link and no receipt: its sender does not know more.</summary>
    public bool MayHaveGone(RecordId record, int from, int to) =>
        node(from).Query(Numbered, r => r.GetInt32(0), Identity.All[to].Node.ToString(), record.ToBytes()).Count > 0;
}
