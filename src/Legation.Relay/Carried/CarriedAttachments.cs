using System.Globalization;
using Legation.Records.Attachments;

namespace Legation.Relay;

/// <summary>
/// What goes into a carried file behind the batches: the attachments of what is in them and of what the peer has already,
/// piece by piece from the beginning. What has come there of them is not known here. The link must not run meanwhile.
/// </summary>
internal sealed class CarriedAttachments(RunnerParts parts, LinkRow link, CarriedWriter writer, CarriedLabels labels)
    : IDisposable
{
    private readonly Journal journal = new(parts.Store);
    private readonly IntactFiles intact = new(parts, link.Number);
    private readonly AttachmentNumbers numbers = new(parts, link.Peer, link.Number);
    private readonly List<CarriedItem> written = [];

    public async Task<IReadOnlyList<CarriedItem>> WriteAsync()
    {
        foreach (var row in AttachmentQueue.ProvenForFileOn(link.Number, journal))
            await WriteAsync(row);
        return written;
    }

    public void Dispose() => journal.Dispose();

    private async Task WriteAsync(AttachedRow row)
    {
        var record = journal.At(row.Seq)!.Record;
        AttachmentReference[] contents = [.. record.Header.Attachments.Distinct()];
        var number = row.Epoch == parts.Ledger.Node.Epoch ? row.Number : 0;
        if (new AttachmentRelease(parts.Routes, link.Peer, journal).WhyNot(row.Seq) is { } why)
        {
            await StayAsync(row, number, why);
            return;
        }
        if (await intact.DamagedAsync(contents) is { } damaged)
        {
            await intact.HoldAsync(row.Seq, damaged);
            written.Add(NotInTheFile(number, IntactFiles.Why, contents));
            return;
        }
        if (!parts.Attachments.HasRoom(contents.Sum(content => content.Size)))
        {
            written.Add(NotInTheFile(number, "there is no room", contents));
            return;
        }
        if (number == 0)
            number = await numbers.GiveAsync(row.Seq);
        labels.Add(row.Seq);
        foreach (var content in contents)
            await WriteAsync(number, record.Hash, content);
        written.Add(new CarriedItem(Lane.Attachments, number, number, Words(contents)));
    }

    // What is not sent without its record is asked about again when that goes over the line.
    private Task StayAsync(AttachedRow row, long number, string why) =>
        row.State == RowState.Sent
            ? parts.Ledger.RunAsync(transaction => AttachmentQueue.Forget(row.Seq, link.Number, transaction))
            : numbers.HoldBackAsync(row.Seq, number, why);

    private async Task WriteAsync(long number, Digest record, AttachmentReference content)
    {
        var self = parts.Ledger.Node;
        await using var stream = parts.Attachments.OpenRead(content.Hash);
        var bytes = new byte[ArrivingFiles.LongestPiece];
        long offset = 0;
        do
        {
            var length = (int)Math.Min(bytes.Length, content.Size - offset);
            await stream.ReadExactlyAsync(bytes.AsMemory(0, length));
            var piece = bytes.AsMemory(0, length);
            writer.Add(
                PieceCodec.Encode(
                    new AttachmentPiece(self.Id, self.Epoch, link.Peer, number, record, content.Hash, offset, piece)
                )
            );
            offset += length;
        } while (offset < content.Size);
    }

    private static CarriedItem NotInTheFile(long number, string why, AttachmentReference[] contents) =>
        new(Lane.Attachments, number, number, $"not in the carried file, for {why}: {Words(contents)}")
        {
            IsLeftOut = true,
        };

    private static string Words(AttachmentReference[] contents) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{contents.Length} {(contents.Length == 1 ? "file" : "files")}, {contents.Sum(content => content.Size)} bytes"
        );
}
