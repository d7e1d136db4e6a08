using System.Globalization;
using System.Text;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Protocols;

/// <summary>What docs/protocols/relay.md shows is what the program reads and writes.</summary>
public sealed class RelayVectorTests
{
    private static readonly TestVectors Vectors = new("relay.md");
    private static readonly byte[] SignedCard = Vectors.Bytes("Card, ");
    private static readonly NodeCard Card = NodeCardCodec.Read(SignedCard).ShouldNotBeNull();
    private static readonly byte[] SignedReceipt = Vectors.Bytes("Receipt for a batch");

    [Fact]
    public void the_card_says_what_its_table_says()
    {
        var fields = Vectors.Fields("Card, ");
        Card.Node.ToString().ShouldBe(fields["node"]);
        Card.Organisation.ToString().ShouldBe(fields["organisation"]);
        Card.Address?.AbsoluteUri.ShouldBe(fields["address"]);
        Digest.Of(Card.SigningKey).ToString().ShouldBe(fields["key id"]);
        Card.TlsPin.ToString().ShouldBe(fields["TLS pin"]);
        Number(Card.Made.ToMicroseconds()).ShouldBe(fields["made"]);
        string.Join(", ", Card.Kinds).ShouldBe(fields["kinds"]);
        $"{Card.Place}, {Card.ZoneId}".ShouldBe("Tokyo, Asia/Tokyo");
        Card.Fingerprint.ShouldBe(fields["fingerprint"]);
    }

    [Fact]
    public void a_card_with_any_bit_changed_is_none()
    {
        for (var i = 0; i < SignedCard.Length; i++)
        {
            var changed = SignedCard.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            NodeCardCodec.Read(changed).ShouldBeNull($"byte {i}");
        }
    }

    [Fact]
    public void the_receipt_says_what_its_table_says()
    {
        var fields = Vectors.Fields("Receipt for a batch");
        using var key = new VerificationKey(Card.SigningKey);
        var receipt = ReceiptCodec.Open(SignedReceipt, [key]).ShouldNotBeNull();
        var line = receipt.Lines.ShouldHaveSingleItem();
        $"{receipt.Sender}, {receipt.Epoch}".ShouldBe(fields["sender, epoch"]);
        receipt.Receiver.ToString().ShouldBe(fields["receiver"]);
        $"{(int)receipt.Lane}, {receipt.First}, {receipt.First + receipt.Lines.Length - 1}".ShouldBe(
            fields["lane, first, last"]
        );
        $"{line.Hash}, {(int)line.Outcome} ({line.Outcome.ToString().ToLowerInvariant()})".ShouldBe(fields["line"]);
        Digest.Of(line.Hash.ToBytes()).ToString().ShouldBe(fields["digest of the batch"]);
        $"{receipt.Size}, {receipt.Root}".ShouldBe(fields["size, root"]);
        Number(receipt.At.ToMicroseconds()).ShouldBe(fields["journalled at"]);
        AuditLeaf
            .Hash(EntryType.ReceiptGiven, receipt.At.ToMicroseconds(), SignedReceipt)
            .ToString()
            .ShouldBe(fields["leaf (type 2)"]);
    }

    [Fact]
    public void the_piece_says_what_its_table_says()
    {
        var (bytes, fields) = (Vectors.Bytes("Piece, "), Vectors.Fields("Piece, "));
        var piece = PieceCodec.Decode(bytes).ShouldNotBeNull();
        $"{piece.Sender}, {piece.Epoch}".ShouldBe(fields["sender, epoch"]);
        piece.Receiver.ToString().ShouldBe(fields["receiver"]);
        Number(piece.Number).ShouldBe(fields["number"]);
        piece.Record.ToString().ShouldBe(fields["record"]);
        piece.Content.ToString().ShouldBe(fields["content"]);
        Digest.Of(piece.Bytes.Span).ShouldBe(piece.Content);
        Number(piece.Offset).ShouldBe(fields["offset"]);
        Encoding.UTF8.GetString(piece.Bytes.Span).ShouldBe(fields["bytes, UTF-8"]);
        PieceCodec.Encode(piece).ShouldBe(bytes);
    }

    [Fact]
    public void the_progress_says_what_its_table_says()
    {
        var (bytes, fields) = (Vectors.Bytes("Progress in answer"), Vectors.Fields("Progress in answer"));
        var progress = PieceCodec.DecodeProgress(bytes).ShouldNotBeNull();
        progress.Content.ToString().ShouldBe(fields["content"]);
        Number(progress.Durable).ShouldBe(fields["durable"]);
        PieceCodec.Encode(progress).ShouldBe(bytes);
    }

    [Fact]
    public void the_void_says_what_its_table_says()
    {
        var fields = Vectors.Fields("Void, ");
        using var key = new VerificationKey(Vectors.Bytes("Key of the two"));
        var (sender, numbers) = (fields["sender, epoch"].Split(", "), fields["lane, number"].Split(", "));
        var said = new VoidStatement(
            RecordId.Parse(sender[0]),
            int.Parse(sender[1], CultureInfo.InvariantCulture),
            RecordId.Parse(fields["receiver"]),
            Enum.Parse<Lane>(numbers[0]),
            long.Parse(numbers[1], CultureInfo.InvariantCulture),
            new Digest(Convert.FromHexString(fields["hash"]))
        );
        said.IsSignedIn(Vectors.Bytes("Void, "), [key]).ShouldBeTrue();
        (said with { Number = said.Number + 1 }).IsSignedIn(Vectors.Bytes("Void, "), [key]).ShouldBeFalse();
    }

    [Fact]
    public void the_carried_file_says_what_its_table_says()
    {
        var (fields, file) = (Vectors.Fields("Carried file, "), Vectors.Bytes("Carried file, "));
        using var key = new VerificationKey(Vectors.Bytes("Key of the two"));
        byte[] before = [.. CarriedWriter.Mark, .. CarriedWriter.Head(SignedReceipt.Length), .. SignedReceipt];
        file[..before.Length].ShouldBe(before);
        var manifest = CarriedManifest.Peek(file[before.Length..]).ShouldNotBeNull();
        CarriedManifest.IsSigned(file[before.Length..], [key]).ShouldBeTrue();
        manifest.Digest.ShouldBe(Digest.Of(before));
        $"{(int)manifest.Content} ({manifest.Content.ToString().ToLowerInvariant()})".ShouldBe(fields["items"]);
        (manifest.From.ToString(), manifest.To.ToString()).ShouldBe((fields["maker"], fields["for"]));
        Number(manifest.Made.ToMicroseconds()).ShouldBe(fields["made"]);
        (Number(manifest.Items), manifest.Digest.ToString()).ShouldBe((fields["number of items"], fields["digest"]));
    }

    [Fact]
    public void the_statement_says_what_its_table_says()
    {
        var (fields, signed) = (Vectors.Fields("Statement of a node"), Vectors.Bytes("Statement of a node"));
        using var key = new VerificationKey(Vectors.Bytes("Key of the statement"));
        var said = HeadStatement.Open(signed, [key]).ShouldNotBeNull();
        $"{said.Node}, {said.Epoch}".ShouldBe(fields["node, epoch"]);
        said.Receiver.ToString().ShouldBe(fields["receiver"]);
        $"{said.Size}, {said.Root}".ShouldBe(fields["size, root"]);
        Number(said.At.ToMicroseconds()).ShouldBe(fields["at"]);
        Marks(said.Taken).ShouldBe(fields["taken"]);
        Marks(said.Numbered).ShouldBe(fields["numbered"]);
        said.Heard.ToString().ShouldBe(fields["heard"]);
        Sign1.Read(signed)!.Content.ShouldBe(said.Encode());
    }

    private static string Marks(IEnumerable<LaneMark> marks) =>
        string.Join(", ", marks.Select(mark => $"{mark.Epoch} {(int)mark.Lane} {mark.Number}"));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
