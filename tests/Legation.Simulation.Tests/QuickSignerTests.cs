using Legation.Records.Signing;

namespace Legation.Simulation.Tests;

/// <summary>The signatures of a simulated network: cheap, and still of one key over one content.</summary>
public sealed class QuickSignerTests
{
    private static readonly QuickSigner Signer = Identity.All[0].Signers[0];
    private static readonly byte[] Signed = Signer.Sign([1, 2, 3], SignedContent.Receipt);

    [Fact]
    public void what_it_has_signed_opens_with_its_key() =>
        Open(Signer, Signed, SignedContent.Receipt).ShouldBe([1, 2, 3]);

    [Fact]
    public void it_does_not_open_with_another_key_nor_as_content_of_another_type()
    {
        Open(Identity.All[0].Signers[1], Signed, SignedContent.Receipt).ShouldBeNull();
        Open(Signer, Signed, SignedContent.Head).ShouldBeNull();
    }

    [Fact]
    public void whatever_byte_is_altered_it_does_not_open()
    {
        for (var i = 0; i < Signed.Length; i++)
        {
            byte[] altered = [.. Signed];
            altered[i] ^= 1;
            Open(Signer, altered, SignedContent.Receipt).ShouldBeNull($"byte {i}");
        }
    }

    private static byte[]? Open(QuickSigner signer, byte[] signed, string contentType)
    {
        using var key = QuickSigner.Read(signer.PublicKey.Span);
        return key.Open(signed, contentType);
    }
}
