using CsCheck;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

public sealed class PieceCodecTests
{
    private static readonly AttachmentPiece Asking = new(
        TestNode.NewId("node"),
        1,
        TestNode.NewId("node"),
        1,
        Digest.Of([1]),
        Digest.Of([2]),
        0,
        ReadOnlyMemory<byte>.Empty
    );

    [Fact]
    public void a_piece_is_read_as_it_was_written() =>
        Gen.Select(
                Gen.Int[1, int.MaxValue],
                Gen.Long[1, long.MaxValue - 256],
                Gen.Long[0, long.MaxValue],
                Gen.Byte.Array
            )
            .Sample(
                (epoch, number, offset, bytes) =>
                {
                    var piece = Asking with { Epoch = epoch, Number = number, Offset = offset, Bytes = bytes };
                    var read = PieceCodec.Decode(PieceCodec.Encode(piece)).ShouldNotBeNull();
                    read.Bytes.ToArray().ShouldBe(bytes);
                    (read with { Bytes = piece.Bytes }).ShouldBe(piece);
                },
                iter: 500
            );

    [Fact]
    public void progress_is_read_as_it_was_written() =>
        Gen.Long[0, long.MaxValue]
            .Sample(durable =>
            {
                var progress = new PieceProgress(Asking.Content, durable);
                PieceCodec.DecodeProgress(PieceCodec.Encode(progress)).ShouldBe(progress);
            });

    [Fact]
    public void what_is_out_of_range_is_no_piece()
    {
        AttachmentPiece[] wrong =
        [
            Asking with
            {
                Epoch = 0,
            },
            Asking with
            {
                Number = 0,
            },
            Asking with
            {
                Number = long.MaxValue,
            },
            Asking with
            {
                Offset = -1,
            },
            Asking with
            {
                Bytes = new byte[ArrivingFiles.LongestPiece + 1],
            },
        ];
        wrong.ShouldAllBe(piece => PieceCodec.Decode(PieceCodec.Encode(piece)) == null);
    }

    [Fact]
    public void bytes_cut_off_or_added_make_no_piece()
    {
        var piece = PieceCodec.Encode(Asking);
        PieceCodec.Decode(piece.AsMemory(..^1)).ShouldBeNull();
        PieceCodec.Decode((byte[])[.. piece, 0]).ShouldBeNull();
        PieceCodec.DecodeProgress(piece).ShouldBeNull();
    }
}
