using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using CsCheck;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Signing;

public sealed class SignedRecordTests : IDisposable
{
    private static readonly RecordHeader Draft = Drafts.Header(Drafts.Fixed("memo", 9));
    private readonly NodeKey key = NodeKey.Generate();
    private readonly VerificationKey check;

    public SignedRecordTests() => check = new VerificationKey(key.PublicKey.Span);

    public void Dispose()
    {
        check.Dispose();
        key.Dispose();
    }

    [Fact]
    public void a_record_is_read_back_as_it_was_signed()
    {
        var signed = SignedRecord.Sign(Draft, Drafts.Json("a"), key);

        var read = SignedRecord.Read(signed.Envelope, signed.Salt, signed.Body);

        read.Hash.ShouldBe(signed.Hash);
        read.IsSignedBy(check).ShouldBeTrue();
        read.BodyMatches().ShouldBeTrue();
    }

    [Fact]
    public void a_signed_record_holds_what_others_will_read()
    {
        var unsorted = Draft with
        {
            Made = Drafts.Noon.AddTicks(7),
            Audience = [Drafts.Fixed("post", 8), Drafts.Fixed("office", 7), Drafts.Fixed("post", 8)],
        };

        var header = SignedRecord.Sign(unsorted, Drafts.Json("a"), key).Header;

        header.Made.ShouldBe(Drafts.Noon);
        header.Audience.ShouldBe([Drafts.Fixed("office", 7), Drafts.Fixed("post", 8)]);
    }

    [Fact]
    public void a_change_of_any_byte_of_envelope_salt_or_body_is_detected() =>
        Gen.Select(HeaderGen.Header, Gen.Byte.Array[0, 200], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255])
            .Sample(
                (header, body, place, flip) =>
                {
                    var signed = SignedRecord.Sign(header, body, key);
                    byte[][] parts =
                    [
                        [.. signed.Envelope],
                        [.. signed.Salt],
                        [.. signed.Body],
                    ];
                    Flip(parts, place, flip);
                    IsGood(parts).ShouldBeFalse();
                },
                iter: 2000
            );

    [Fact]
    public void every_bit_of_an_envelope_counts()
    {
        var signed = SignedRecord.Sign(Draft, Drafts.Json("a"), key);
        for (var place = 0; place < signed.Envelope.Length; place++)
        for (var bit = 1; bit < 256; bit <<= 1)
        {
            byte[] changed = [.. signed.Envelope];
            changed[place] ^= (byte)bit;
            IsGood([changed, signed.Salt, signed.Body]).ShouldBeFalse();
        }
    }

    [Fact]
    public void no_change_is_not_taken_for_one() =>
        Gen.Select(HeaderGen.Header, Gen.Byte.Array[0, 200])
            .Sample(
                (header, body) =>
                {
                    var signed = SignedRecord.Sign(header, body, key);
                    IsGood([signed.Envelope, signed.Salt, signed.Body]).ShouldBeTrue();
                },
                iter: 200
            );

    [Fact]
    public void a_byte_moved_from_the_body_to_the_salt_is_refused_though_the_commitment_matches()
    {
        var signed = SignedRecord.Sign(Draft, Drafts.Json("a"), key);

        Should.Throw<FormatException>(() =>
            SignedRecord.Read(signed.Envelope, [.. signed.Salt, signed.Body[0]], signed.Body[1..])
        );
    }

    [Fact]
    public void bytes_after_the_envelope_are_refused()
    {
        var signed = SignedRecord.Sign(Draft, Drafts.Json("a"), key);

        Should.Throw<FormatException>(() => SignedRecord.Read([.. signed.Envelope, 0], signed.Salt, signed.Body));
    }

    [Fact]
    public void the_signature_of_another_key_is_refused()
    {
        using var other = NodeKey.Generate();

        SignedRecord.Sign(Draft, Drafts.Json("a"), other).IsSignedBy(check).ShouldBeFalse();
    }

    [Fact]
    public void a_header_signed_as_another_content_type_is_refused()
    {
        var header = HeaderCodec.Encode(Draft);

        var record = SignedRecord.Read(key.Sign(header, SignedContent.Receipt), new byte[16], []);

        record.IsSignedBy(check).ShouldBeFalse();
    }

    [Fact]
    public void an_unprotected_header_is_refused()
    {
        var record = SignedRecord.Read(Signed(unprotected: h => h.Add(new("note"), 1)), new byte[16], []);

        record.IsSignedBy(check).ShouldBeFalse();
    }

    [Fact]
    public void a_protected_header_beyond_ours_is_refused()
    {
        var record = SignedRecord.Read(Signed(protect: h => h.Add(new("note"), 1)), new byte[16], []);

        record.IsSignedBy(check).ShouldBeFalse();
    }

    [Fact]
    public void a_content_type_that_is_a_number_is_refused_not_a_fault()
    {
        var record = SignedRecord.Read(
            Signed(protect: h => h[CoseHeaderLabel.ContentType] = CoseHeaderValue.FromInt32(50)),
            new byte[16],
            []
        );

        record.IsSignedBy(check).ShouldBeFalse();
    }

    [Fact]
    public void a_body_larger_than_nodes_take_is_not_signed() =>
        Should.Throw<FormatException>(() => SignedRecord.Sign(Draft, new byte[RecordLimits.Body + 1], key));

    [Fact]
    public void equal_bodies_have_different_commitments()
    {
        var first = SignedRecord.Sign(Draft, Drafts.Json("yes"), key);
        var second = SignedRecord.Sign(Draft, Drafts.Json("yes"), key);

        second.Header.BodyCommitment.ShouldNotBe(first.Header.BodyCommitment);
    }

    private byte[] Signed(Action<CoseHeaderMap>? protect = null, Action<CoseHeaderMap>? unprotected = null)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(key.ToPem());
        var inside = new CoseHeaderMap
        {
            [CoseHeaderLabel.ContentType] = CoseHeaderValue.FromString(SignedContent.RecordHeader),
            [CoseHeaderLabel.KeyIdentifier] = CoseHeaderValue.FromBytes(key.KeyId.ToBytes()),
        };
        var outside = new CoseHeaderMap();
        protect?.Invoke(inside);
        unprotected?.Invoke(outside);
        return CoseSign1Message.SignEmbedded(
            HeaderCodec.Encode(Draft),
            new CoseSigner(ecdsa, HashAlgorithmName.SHA256, inside, outside)
        );
    }

    private bool IsGood(byte[][] parts)
    {
        try
        {
            var record = SignedRecord.Read(parts[0], parts[1], parts[2]);
            return record.IsSignedBy(check) && record.BodyMatches();
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Flip(byte[][] parts, int place, byte flip)
    {
        place %= parts.Sum(p => p.Length);
        foreach (var part in parts)
        {
            if (place < part.Length)
            {
                part[place] ^= flip;
                return;
            }
            place -= part.Length;
        }
    }
}
