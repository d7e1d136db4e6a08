using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>
/// Sends the attachments of one link, piece by piece. Which record comes next, and whether its attachments may still go,
/// is found out anew for each piece. For one thread at a time.
/// </summary>
internal sealed class AttachmentSending(RunnerParts parts, RecordId peer, int link, IPeerLine line) : IDisposable
{
    private readonly Journal journal = new(parts.Store);
    private readonly IntactFiles intact = new(parts, link);
    private readonly AttachmentNumbers numbers = new(parts, peer, link);
    private readonly Dictionary<long, Following> known = [];

    /// <summary>Whether any wait, even if they are not to go yet.</summary>
    public bool AnyWaiting => AttachmentQueue.On(link, journal).Count > 0;

    /// <summary>Sends one piece, or asks how much is there; says what came of it.</summary>
    public async Task<LinkEvent> SendAsync(int mostBytes, CancellationToken cancellation)
    {
        if (await NextAsync() is not { } next)
            return new LinkEvent.NothingAttached();
        if (!next.IsIntact && await intact.DamagedAsync(next.Contents, cancellation) is { } damaged)
            return await HoldDamagedAsync(next, damaged);
        next.IsIntact = true;
        var piece = await ReadAsync(next, mostBytes, cancellation);
        var answer = await line.SendPieceAsync(PieceCodec.Encode(piece), cancellation);
        if (answer.Trouble is { } trouble)
            return trouble == Trouble.Refused
                ? await RefusedAsync(next, piece, answer, cancellation)
                : new LinkEvent.PieceFailed(trouble, answer.Why);
        return await TakeAsync(next, piece, answer);
    }

    public void Dispose() => journal.Dispose();

    // What has not all come for the record yet waits, even if it is here for another.
    private async Task<Following?> NextAsync()
    {
        foreach (var row in AttachmentQueue.ProvenOn(link, journal))
        {
            var following = Find(row);
            if (new AttachmentRelease(parts.Routes, peer, journal).WhyNot(following.Seq) is { } why)
                await HoldBackAsync(following, why);
            else
                return following.Number > 0 ? following : await NumberAsync(following);
        }
        return null;
    }

    private Following Find(AttachedRow row)
    {
        if (known.TryGetValue(row.Seq, out var following))
            return following;
        var record = journal.At(row.Seq)!.Record;
        var number = row.Epoch == parts.Ledger.Node.Epoch ? row.Number : 0;
        return known[row.Seq] = new Following(row.Seq, record.Hash, [.. record.Header.Attachments.Distinct()])
        {
            Number = number,
        };
    }

    private async Task<Following> NumberAsync(Following following)
    {
        following.Number = await numbers.GiveAsync(following.Seq);
        return following;
    }

    private Task HoldBackAsync(Following following, string why)
    {
        known.Remove(following.Seq);
        return numbers.HoldBackAsync(following.Seq, following.Number, why);
    }

    private async Task<AttachmentPiece> ReadAsync(Following following, int mostBytes, CancellationToken cancellation)
    {
        var content = following.Content;
        var offset = following.Durable ?? 0;
        var bytes = Array.Empty<byte>();
        if (following.Durable is not null)
        {
            bytes = new byte[Math.Min(mostBytes, content.Size - offset)];
            await using var stream = parts.Attachments.OpenRead(content.Hash);
            stream.Position = offset;
            await stream.ReadExactlyAsync(bytes, cancellation);
        }
        var self = parts.Ledger.Node;
        var (number, hash) = (following.Number, following.Hash);
        return new AttachmentPiece(self.Id, self.Epoch, peer, number, hash, content.Hash, offset, bytes);
    }

    private async Task<LinkEvent> TakeAsync(Following following, AttachmentPiece piece, LineAnswer answer)
    {
        if (PieceCodec.DecodeProgress(answer.Content!) is { } progress && progress.Content == piece.Content)
            return await AdvanceAsync(following, piece, progress.Durable, answer.Milliseconds);
        if (
            ReceiptCodec.Open(answer.Content!, parts.Nodes.KeysOf(peer)) is not { } receipt
            || !receipt.Answers(piece.Head)
            || receipt.Lines[0].Outcome != ReceiptOutcome.Complete
        )
            return await WrongReceiptAsync(following, answer.Content!);
        known.Remove(following.Seq);
        await parts.Ledger.RunAsync(transaction =>
            AttachmentQueue.Complete(following.Seq, link, piece.Epoch, answer.Content!, transaction)
        );
        return new LinkEvent.PieceTaken(piece.Bytes.Length, answer.Milliseconds);
    }

    private async Task<LinkEvent> AdvanceAsync(
        Following following,
        AttachmentPiece piece,
        long durable,
        double milliseconds
    )
    {
        var stands = piece.Bytes.Length > 0 && durable < piece.Offset + piece.Bytes.Length;
        following.Advance(durable);
        // All is there and yet the record is not complete: something of it has gone there. It is asked for once more.
        if (following.HasEnded || stands)
        {
            following.BeginAgain();
            return await PutLastAsync(following, "the peer does not have all of it");
        }
        return new LinkEvent.PieceTaken(piece.Bytes.Length, milliseconds);
    }

    private async Task<LinkEvent> RefusedAsync(
        Following following,
        AttachmentPiece piece,
        LineAnswer answer,
        CancellationToken cancellation
    )
    {
        // That is about this node, not about the file.
        if (answer.Code == ProtocolRefusal.UnknownPeer.Code || answer.Code == ProtocolRefusal.OldEpoch.Code)
            return new LinkEvent.PieceFailed(Trouble.Refused, answer.Why);
        following.BeginAgain();
        if (answer.Code == ProtocolRefusal.AttachmentTooLarge.Code)
            return await RefuseAsync(following, $"refused there: {answer.Code}");
        if (
            answer.Code == ProtocolRefusal.WrongContent.Code
            && await intact.DamagedAsync(following.Contents, cancellation) is { } damaged
        )
            return await HoldDamagedAsync(following, damaged);
        // A peer with an older program has no such address, and gives no code.
        return await PutLastAsync(following, $"refused there: {answer.Code ?? answer.Why}");
    }

    private async Task<LinkEvent> HoldDamagedAsync(Following following, Digest damaged)
    {
        known.Remove(following.Seq);
        await intact.HoldAsync(following.Seq, damaged);
        return new LinkEvent.PieceRefused(IntactFiles.Why);
    }

    private async Task<LinkEvent> RefuseAsync(Following following, string why)
    {
        known.Remove(following.Seq);
        await parts.Ledger.RunAsync(transaction =>
        {
            AttachmentQueue.Settle(following.Seq, link, RowState.Refused, why, transaction);
            return why;
        });
        return new LinkEvent.PieceRefused(why);
    }

    private async Task<LinkEvent> PutLastAsync(Following following, string why)
    {
        await parts.Ledger.RunAsync(transaction =>
        {
            AttachmentQueue.PutLast(following.Seq, link, why, transaction);
            return why;
        });
        return new LinkEvent.PieceRefused(why);
    }

    private async Task<LinkEvent> WrongReceiptAsync(Following following, byte[] content)
    {
        following.BeginAgain();
        await WrongReceipt.NoteAsync(parts, peer, content);
        return await PutLastAsync(following, WrongReceipt.Why);
    }
}
