using Legation.Records.Storage;

namespace Legation.Records.Attachments;

/// <summary>Which record versions name which contents, in the journal's transaction.</summary>
internal static class AttachmentNames
{
    private const string Insert =
        "INSERT INTO attachment_name (hash, seq, size) VALUES ($1, $2, $3) ON CONFLICT (hash, seq) DO NOTHING";

    public static void Put(RecordHeader header, long seq, IWriteSession session)
    {
        foreach (var attachment in header.Attachments)
            session.Execute(Insert, attachment.Hash.ToBytes(), seq, attachment.Size);
    }

    public static IEnumerable<Digest> All(IReadSession session) =>
        session.Query("SELECT DISTINCT hash FROM attachment_name", r => new Digest((byte[])r.GetValue(0)));
}
