using System.Security.Cryptography;
using Legation.Records.Signing;

namespace Legation.Tests.Records.Signing;

public sealed class VerificationKeyTests
{
    private static readonly byte[] Payload = [1, 2, 3];

    [Fact]
    public void it_opens_what_its_key_signed()
    {
        using var key = NodeKey.Generate();
        using var check = new VerificationKey(key.PublicKey.Span);

        check.Open(key.Sign(Payload, SignedContent.Receipt), SignedContent.Receipt).ShouldBe(Payload);
    }

    [Fact]
    public void it_does_not_open_another_content_type()
    {
        using var key = NodeKey.Generate();
        using var check = new VerificationKey(key.PublicKey.Span);

        check.Open(key.Sign(Payload, SignedContent.Receipt), SignedContent.NodeCard).ShouldBeNull();
    }

    [Fact]
    public void it_does_not_open_bytes_that_are_no_message()
    {
        using var key = NodeKey.Generate();
        using var check = new VerificationKey(key.PublicKey.Span);

        check.Open([0xd2, 0x84], SignedContent.Receipt).ShouldBeNull();
    }

    [Fact]
    public void a_key_kept_as_text_signs_as_before()
    {
        using var key = NodeKey.Generate();
        using var restored = NodeKey.FromPem(key.ToPem());
        using var check = new VerificationKey(key.PublicKey.Span);

        restored.KeyId.ShouldBe(key.KeyId);
        check.Open(restored.Sign(Payload, SignedContent.Receipt), SignedContent.Receipt).ShouldBe(Payload);
    }

    [Theory]
    [InlineData("1.3.132.0.10", "secp256k1 has 256 bits too")]
    [InlineData("1.3.132.0.34", "P-384")]
    public void a_key_on_another_curve_is_refused(string curve, string why)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));

        Should.Throw<CryptographicException>(() => new VerificationKey(key.ExportSubjectPublicKeyInfo()), why);
        Should.Throw<CryptographicException>(() => NodeKey.FromPem(key.ExportPkcs8PrivateKeyPem()), why);
    }

    [Fact]
    public void a_key_on_a_curve_that_nobody_knows_is_refused()
    {
        using var key = NodeKey.Generate();
        var info = key.PublicKey.ToArray();
        // The last arc of prime256v1, 1.2.840.10045.3.1.7.
        info[info.AsSpan().IndexOf("\x03\x01\x07"u8) + 2] = 0x77;

        Should.Throw<CryptographicException>(() => new VerificationKey(info));
    }

    [Fact]
    public void bytes_after_a_public_key_are_refused()
    {
        using var key = NodeKey.Generate();

        Should.Throw<CryptographicException>(() => new VerificationKey([.. key.PublicKey.Span, 0]));
    }
}
