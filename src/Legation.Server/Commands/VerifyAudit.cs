using System.Data.Common;
using System.Globalization;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Server.Commands;

/// <summary>
/// Recomputes every audit leaf from the journal's rows, the tree over them, and whether each body is the one its signed
/// header commits to; names the first row that is not as it was written.
/// </summary>
internal sealed record VerifyAudit : NodeAct
{
    private const int Chunk = 1000;

    private const string Rows = """
        SELECT seq, type, at, leaf, content, salt, body FROM journal WHERE seq > $1 ORDER BY seq LIMIT 1000
        """;

    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.Run(() =>
        {
            var head = services.GetRequiredService<Ledger>().Head;
            using var session = services.GetRequiredService<IRecordStore>().OpenReader();
            return Verify(session, head);
        });

    private static ActAnswer Verify(IReadSession session, LedgerHead head)
    {
        var tree = MerkleFrontier.Empty;
        while (tree.Size < head.Seq)
        {
            var rows = session.Query(Rows, Map, tree.Size);
            foreach (var row in rows.Take((int)Math.Min(Chunk, head.Seq - tree.Size)))
            {
                if (row.Problem(tree.Size + 1) is { } problem)
                    return Differs(row.Seq, problem);
                tree = tree.Append(row.Leaf);
            }
            if (rows.Count == 0)
                return Differs(tree.Size + 1, "is missing");
        }
        return tree.Root() == head.Frontier.Root()
            ? ActAnswer.Done(
                $"The audit holds: {head.Seq.ToString(CultureInfo.InvariantCulture)} entries.\n{tree.Root()}"
            )
            : Differs(
                head.Seq,
                "closes a tree that is not the one stored; an earlier leaf was replaced together with its row"
            );
    }

    private static ActAnswer Differs(long seq, string problem) =>
        new(
            ExitCodes.AuditDiffers,
            $"The audit does not hold: entry {seq.ToString(CultureInfo.InvariantCulture)} {problem}."
        );

    private static Row Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            (EntryType)row.GetInt32(1),
            row.GetInt64(2),
            new Digest((byte[])row.GetValue(3)),
            (byte[])row.GetValue(4),
            row.IsDBNull(5) ? null : (byte[])row.GetValue(5),
            row.IsDBNull(6) ? null : (byte[])row.GetValue(6)
        );

    private sealed record Row(
        long Seq,
        EntryType Type,
        long At,
        Digest Leaf,
        byte[] Content,
        byte[]? Salt,
        byte[]? Body
    )
    {
        public string? Problem(long expected) =>
            Seq != expected ? "stands where another is missing"
            : AuditLeaf.Hash(Type, At, Content) != Leaf ? "was changed after it was written"
            : BodyWasChanged() ? "has another body than its header commits to"
            : null;

        // An erased body is gone with its salt; the header stays.
        private bool BodyWasChanged() =>
            Type == EntryType.Record
            && Salt is not null
            && Body is not null
            && !SignedRecord.Read(Content, Salt, Body).BodyMatches();
    }
}
