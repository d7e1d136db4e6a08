using Legation.Records.Audit;

namespace Legation.Simulation;

/// <summary>What must hold when a network has come to rest.</summary>
internal sealed class Findings(Network network)
{
    private static readonly HashSet<string> Expected = ["past-the-office"];
    private const string RevokedKey = "revoked-key";
    private const string NotItsToLapse = "not-its-to-lapse";
    private readonly Plan plan = network.Plan;
    private readonly Oracle oracle = network.Oracle;

    public void Judge(bool withRebuild)
    {
        foreach (var node in network.Nodes)
        {
            JudgeJournal(node);
            JudgePresence(node);
            JudgeHeld(node);
            JudgeTimeLimits(node);
            JudgeQueues(node);
            JudgeAudit(node);
            new KeyCheck(network).Judge(node);
            if (withRebuild)
                new RebuildCheck(node).Judge();
        }
        JudgeCursors();
        new CopyCheck(network).JudgeAtRest();
    }

    private void JudgeJournal(SimulatedNode node)
    {
        var twice = node.Query(
            "SELECT MAX(times) FROM simulated_effect WHERE times > 1 AND seq > $1",
            r => r.IsDBNull(0) ? 0 : r.GetInt64(0),
            0L
        );
        Hold(twice[0] == 0, "a record has one effect", $"a version took effect {twice[0]} times at {node.Index}");
        var doubled = node.Number(
            """
            SELECT COUNT(*) FROM (
              SELECT content FROM journal WHERE type = 1 GROUP BY content HAVING COUNT(*) > 1
            ) AS doubled
            """
        );
        Hold(
            doubled == 0,
            "a record is present once",
            $"{doubled} versions stand twice in the journal of {node.Index}"
        );
        network.Coverage.Note("held record applied later", node.Number("SELECT COUNT(*) FROM late_effect"));
    }

    private void JudgePresence(SimulatedNode node)
    {
        var current = node.Query("SELECT hash FROM current", r => new Digest((byte[])r.GetValue(0))).ToHashSet();
        var journalled = node.Versions();
        foreach (var written in oracle.All)
        {
            Hold(
                !journalled.Contains(written.Hash) || oracle.MayHave(written, node.Index),
                "nothing is where it may not be",
                $"{written} is at {node.Index}"
            );
            Hold(
                !current.Contains(written.Hash) || Oracle.MayTakeEffect(written, node.Index),
                "nothing goes past the office",
                $"{written} is in effect at {node.Index}, not cleared"
            );
        }
        foreach (var newest in oracle.Newest())
        {
            Hold(
                !oracle.MustHave(newest, node.Index)
                    || oracle.From(newest).Any(version => current.Contains(version.Hash)),
                "what was acknowledged is present",
                $"{newest} is not in effect at {node.Index}"
            );
            if (newest.Relabellings.Count > 0 && current.Contains(newest.Hash))
                JudgeLabel(newest, node);
        }
    }

    // What a node that was put back had sent before, it has forgotten.
    private void JudgeLabel(Written relabelled, SimulatedNode node)
    {
        Hold(
            network.Nodes.Any(other => oracle.WasRestored(other.Index)) || oracle.KnowsLabel(relabelled, node.Index),
            "who has something knows its label",
            $"{relabelled} stands at {node.Index} under a label that it has no more"
        );
        if (node.Index != relabelled.Home)
            network.Coverage.Note(
                oracle.MustHave(relabelled, node.Index)
                    ? "relabelled: known to who may have it"
                    : "relabelled: known to who had it before it was raised"
            );
    }

    // Held is what waits for the office, or for something that was lost with a disk.
    private void JudgeHeld(SimulatedNode node)
    {
        foreach (var hash in node.Query("SELECT hash FROM held", r => new Digest((byte[])r.GetValue(0))))
            if (oracle.Find(hash) is { } written)
                Hold(
                    !oracle.MustHave(written, node.Index),
                    "what is held waits for something",
                    $"{written} is held at {node.Index}"
                );
    }

    private void JudgeTimeLimits(SimulatedNode node)
    {
        foreach (var newest in oracle.Newest().Where(written => written.Through == node.Index))
            Hold(
                plan.LimitOf(newest.Home, newest.Record.Header.Precedence) is null
                    || newest.IsReturned
                    || newest.LetGo.Count > 0
                    || !node.HasInEffect(newest),
                "what has a limit does not rest for ever",
                $"{newest} rests at {node.Index}"
            );
    }

    private void JudgeQueues(SimulatedNode node)
    {
        Hold(
            node.Number("SELECT COUNT(*) FROM relay_batch") == 0,
            "nothing is still queued",
            $"{node.Index} waits for receipts"
        );
        var held = node.Query(
            "SELECT o.hash, l.peer, o.state, o.why FROM relay_outbox o JOIN relay_link l ON l.number = o.link WHERE o.state IN (2, 4)",
            r =>
                (
                    Hash: new Digest((byte[])r.GetValue(0)),
                    Peer: RecordId.Parse(r.GetString(1)),
                    State: r.GetInt64(2),
                    Why: r.GetString(3)
                )
        );
        foreach (var row in held)
        {
            if (oracle.Find(row.Hash) is not { } written)
            {
                Hold(
                    row.State == 2 || row.Why.Contains(RevokedKey),
                    "what a node says of itself is not refused",
                    $"{node.Index}→{network.IndexOf(row.Peer)}: {row.Why}"
                );
                continue;
            }
            var peer = network.IndexOf(row.Peer);
            if (row.State == 2)
            {
                network.Coverage.Note("held back at the end");
                Hold(
                    !oracle.MayGo(written, node.Index, peer) || oracle.IsPassedOver(written, node.Index),
                    "nothing is still queued",
                    $"{written} is held back {node.Index}→{peer}: {row.Why}"
                );
            }
            else
                Hold(
                    Expected.Any(row.Why.Contains)
                        || written.IsForged && row.Why.Contains(NotItsToLapse)
                        || row.Why.Contains(RevokedKey) && oracle.IsByRevokedKey(written),
                    "nothing is refused that is in order",
                    $"{written} {node.Index}→{peer}: {row.Why}"
                );
        }
    }

    private static void JudgeAudit(SimulatedNode node)
    {
        var report = new AuditVerifier(new SimulatedStore(node.Disk)).Verify();
        Hold(report.Fault is null, "the audit verifies", $"{node.Index}: {report.Fault}");
    }

    private void JudgeCursors()
    {
        foreach (var sender in network.Nodes)
        foreach (var link in sender.Links.Values)
        foreach (
            var (lane, next) in sender.Query(
                "SELECT lane, next FROM relay_lane_out WHERE link = $1 AND epoch = $2",
                r => (r.GetInt64(0), r.GetInt64(1)),
                link.Link.Number,
                sender.Epoch
            )
        )
        {
            // A node whose disk was put back has lost what it had taken.
            if (oracle.WasRestored(link.Peer))
                continue;
            var cursor = network
                .Nodes[link.Peer]
                .Query(
                    "SELECT cursor FROM relay_lane_in WHERE peer = $1 AND epoch = $2 AND lane = $3",
                    r => r.GetInt64(0),
                    sender.Identity.Node.ToString(),
                    sender.Epoch,
                    lane
                );
            Hold(
                cursor.SingleOrDefault() == next - 1,
                "cursors are whole",
                $"{sender.Index}→{link.Peer} lane {lane}: {cursor.SingleOrDefault()} of {next - 1}"
            );
        }
    }

    private static void Hold(bool holds, string rule, string sentence)
    {
        if (!holds)
            throw new ViolationException(rule, sentence);
    }
}
