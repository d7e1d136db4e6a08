using CsCheck;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>What a peer writes is shown in one line, and a code is a code or the receipt is none.</summary>
public sealed class PeerTextTests : IDisposable
{
    private static readonly char[] Forging =
    [
        '\n',
        '\r',
        '\t',
        '\u001b',
        '\u0085',
        '\u2028',
        '\u2029',
        '\u202e',
        '\u200b',
    ];
    private readonly NodeKey key = NodeKey.Generate();

    public void Dispose() => key.Dispose();

    [Fact]
    public void no_text_can_begin_a_line_of_its_own() =>
        Gen.String.Sample(text =>
        {
            var forged = string.Concat(Forging.Select(c => $"{text}{c}"));
            var plain = PeerText.Plain(forged);
            return plain.Length == forged.Length && !plain.Any(c => char.IsControl(c) || Forging.Contains(c));
        });

    [Theory]
    [InlineData("past-the-office", true)]
    [InlineData("x-1", true)]
    [InlineData("", false)]
    [InlineData("Past", false)]
    [InlineData("a b", false)]
    [InlineData("void\nERROR  line: all is lost", false)]
    [InlineData("\u001b[2J", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public void a_receipt_whose_code_is_none_is_no_receipt(string code, bool taken)
    {
        var node = TestNode.NewId("node");
        var line = new ReceiptLine(Digest.Of([]), ReceiptOutcome.Refused, code, Retry: true);
        var receipt = new Receipt(node, 1, node, Lane.Routine, 1, [line], 0, Digest.Of([]), DateTimeOffset.UnixEpoch);
        var opened = ReceiptCodec.Open(ReceiptCodec.Sign(receipt, key), [new VerificationKey(key.PublicKey.Span)]);
        (opened is not null).ShouldBe(taken);
    }

    [Fact]
    public void a_peers_sentence_is_read_in_one_line()
    {
        var sentence = "paused\nERROR  line: call 555";
        var read = ProtocolRefusal.Read(new ProtocolRefusal(503, "paused", sentence).Encode());
        read.ShouldBe(("paused", "paused ERROR  line: call 555"));
    }

    [Fact]
    public void a_refusal_whose_code_is_none_says_nothing() =>
        ProtocolRefusal.Read(new ProtocolRefusal(503, "paused\n", "words").Encode()).ShouldBeNull();
}
