using Legation.Records.Storage;

namespace Legation.Records.Attachments;

/// <summary>Which record versions name which contents, in the journal's transaction.</summary>
internal static class AttachmentNames
{
    private const string Insert = """
        INSERT INTO attachment_name (hash, seq, size, home, proven) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (hash, seq) DO NOTHING
        """;

    private const string Unproven = """
        SELECT DISTINCT n.hash FROM attachment_name n
        WHERE NOT EXISTS (SELECT 1 FROM proven_attachment p WHERE p.hash = n.hash AND p.seq = n.seq)
        """;

    public static void Put(RecordHeader header, long seq, bool proven, IWriteSession session)
    {
        var home = header.Home.ToString();
        foreach (var attachment in header.Attachments)
            session.Execute(Insert, attachment.Hash.ToBytes(), seq, attachment.Size, home, proven ? 1 : 0);
    }

    public static IEnumerable<Digest> All(IReadSession session) =>
        session.Query("SELECT DISTINCT hash FROM attachment_name", r => new Digest((byte[])r.GetValue(0)));

    /// <summary>What a record waits for, whether or not it is here for another.</summary>
    public static IEnumerable<Digest> Awaited(IReadSession session) =>
        session.Query(Unproven, r => new Digest((byte[])r.GetValue(0)));
}
