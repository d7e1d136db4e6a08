using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Faults.Tests.Fuzz;

/// <summary>Something that reads bytes from strangers.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Samples">Valid bytes to begin with.</param>
/// <param name="Read">
/// Reads; returns what it made of them in a word. What it throws is a fault, as is more time or memory than the bytes
/// are worth.
/// </param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Samples, Func<byte[], string> Read)
{
    public static IReadOnlyList<FuzzTarget> All(FuzzSamples samples) =>
        [
            new("envelope", samples.Envelopes, bytes => Envelope(bytes, samples)),
            new("batch", samples.Batches, Batch),
            new("piece", samples.Pieces, Piece),
            new("poll", samples.Polls, PollOf),
            new("head", samples.Heads, Head),
            new("carried", samples.CarriedEnds, CarriedEnd),
            new("receipt", samples.Receipts, bytes => ReceiptOf(bytes, samples)),
            new("card", samples.Cards, bytes => NodeCards.Read(bytes).Refusal?.Code ?? "card"),
            new("refusal", samples.Refusals, bytes => ProtocolRefusal.Read(bytes) is null ? "no refusal" : "refusal"),
        ];

    // All that a node does with an envelope before its one writer has it.
    private static string Envelope(byte[] bytes, FuzzSamples samples)
    {
        try
        {
            var record = SignedRecord.Read(bytes, samples.Salt, samples.Body);
            record.Prepare();
            return $"header{(record.BodyMatches() ? ", body" : "")}{(record.IsSignedBy(samples.Key) ? ", signed" : "")}";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    // What was read is written again as it was: nothing has two forms.
    private static string Batch(byte[] bytes)
    {
        if (BatchCodec.Decode(bytes) is not { } batch)
            return "no batch";
        return BatchCodec.Encode(batch).AsSpan().SequenceEqual(bytes)
            ? "batch"
            : throw new InvalidOperationException("The batch was read from another form than it is written in.");
    }

    private static string Piece(byte[] bytes)
    {
        if (PieceCodec.DecodeProgress(bytes) is not null)
            return "progress";
        if (PieceCodec.Decode(bytes) is not { } piece)
            return "neither";
        return PieceCodec.Encode(piece).AsSpan().SequenceEqual(bytes)
            ? "piece"
            : throw new InvalidOperationException("The piece was read from another form than it is written in.");
    }

    private static string PollOf(byte[] bytes)
    {
        if (Poll.Decode(bytes) is not { } poll)
            return "no poll";
        return poll.Encode().AsSpan().SequenceEqual(bytes)
            ? poll.Answer is null
                ? "poll"
                : "poll with an answer"
            : throw new InvalidOperationException("The poll was read from another form than it is written in.");
    }

    private static string Head(byte[] bytes)
    {
        if (HeadStatement.ReadVerified(bytes) is not { } said)
            return "no statement";
        return said.Encode().AsSpan().SequenceEqual(Sign1.Read(bytes)!.Content!.Value.Span)
            ? "statement"
            : throw new InvalidOperationException("The statement was read from another form than it is written in.");
    }

    // The end of a carried file: the only part of it that is more than lengths.
    private static string CarriedEnd(byte[] bytes) =>
        CarriedManifest.Peek(bytes) is { } end ? $"{end.Content}" : "no end";

    private static string ReceiptOf(byte[] bytes, FuzzSamples samples)
    {
        var opened = ReceiptCodec.Open(bytes, [samples.Key]) is not null;
        var inside = Sign1.Read(bytes)?.Content is { } content && ReceiptCodec.Decode(content) is not null;
        return $"{(opened ? "signed" : "not signed")}, {(inside ? "receipt" : "no receipt")}";
    }
}
