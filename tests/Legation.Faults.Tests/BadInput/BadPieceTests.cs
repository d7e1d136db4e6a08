using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.BadInput;

public sealed class BadPieceTests(StrangerBesideALink beside) : IClassFixture<StrangerBesideALink>
{
    private const string ByCaller = "a linked caller";
    private const int LongestPiece = 262_144;

    private static readonly Dictionary<string, Func<CallerPiece, CallerPiece>> Unreadable = new()
    {
        ["form 0"] = piece => piece with { Form = 0 },
        ["form 2"] = piece => piece with { Form = 2 },
        ["epoch 0"] = piece => piece with { Epoch = 0 },
        ["epoch beyond 31 bits"] = piece => piece with { Epoch = 1L << 31 },
        ["number 0"] = piece => piece with { Number = 0 },
        ["number below zero"] = piece => piece with { Number = -1 },
        ["number without room"] = piece => piece with { Number = long.MaxValue },
        ["offset below zero"] = piece => piece with { Offset = -1 },
        ["short hash of the record"] = piece => piece with { Record = new byte[31] },
        ["long hash of the content"] = piece => piece with { Content = new byte[33] },
        ["sender is no id"] = piece => piece with { Sender = "node" },
        ["longer than a piece"] = piece => piece with { Bytes = new byte[LongestPiece + 1] },
        ["bytes behind it"] = piece => piece with { After = [0] },
    };

    public static TheoryData<string> Kinds => [.. Unreadable.Keys];

    [Theory, Fault("field of a piece out of range", ByCaller)]
    [MemberData(nameof(Kinds))]
    public Task a_piece_with_a_field_out_of_range_is_refused(string what) =>
        RefusedAsync(Unreadable[what](Piece()).Encode(), 400, "unreadable-piece");

    [Fact, Fault("piece truncated at every length", ByCaller)]
    public async Task a_piece_that_ends_early_is_refused_wherever_it_ends()
    {
        var whole = (Piece() with { Bytes = new byte[200] }).Encode();
        for (var length = 0; length < whole.Length; length += 7)
        {
            var answer = await beside.Caller.PostPieceAsync(whole[..length]);
            ((int)answer.Status, answer.Code).ShouldBe((400, "unreadable-piece"));
        }
        await beside.GoesOnAsync(beside.Caller);
    }

    [Fact, Fault("oversized piece", ByCaller)]
    public Task a_piece_that_is_too_large_is_refused() => RefusedAsync(new byte[LongestPiece + 1025], 413, "too-large");

    [Fact, Fault("piece in another node's name, or for another node", ByCaller)]
    public async Task a_piece_in_anothers_name_or_for_another_node_is_refused()
    {
        await RefusedAsync((Piece() with { Sender = beside.Seoul.Id }).Encode(), 403, "wrong-node");
        await RefusedAsync((Piece() with { Receiver = beside.Seoul.Id }).Encode(), 403, "wrong-node");
    }

    [Fact, Fault("piece of what no record names", ByCaller)]
    public async Task a_content_that_no_record_here_names_is_not_taken()
    {
        await RefusedAsync((Piece() with { Bytes = new byte[1000] }).Encode(), 403, "not-named");
        var record = StrangerBesideALink.Signed(beside.Caller, StrangerBesideALink.Record(beside.Caller));
        (await beside.Caller.OutcomeOfAsync(record)).ShouldBe("stored");
        await RefusedAsync((Piece() with { Record = record.Hash }).Encode(), 403, "not-named");
    }

    private CallerPiece Piece() =>
        new(
            beside.Caller.Identity.Node,
            beside.Caller.Receiver,
            new byte[32],
            Enumerable.Repeat((byte)7, 32).ToArray()
        );

    private async Task RefusedAsync(byte[] piece, int status, string code)
    {
        var answer = await beside.Caller.PostPieceAsync(piece);
        ((int)answer.Status, answer.Code).ShouldBe((status, code));
        await beside.GoesOnAsync(beside.Caller);
    }
}
