using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Legation.Server.Nodes;

/// <summary>
/// The key of the relay's TLS, in a certificate that nobody signs: peers pin the key from the node's card, and neither
/// its name nor its dates are trusted.
/// </summary>
internal static class RelayCertificate
{
    public static string GeneratePem(string code, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName($"Legation node {code}");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension(
                [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")],
                critical: false
            )
        );
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(30));
        return $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";
    }

    public static X509Certificate2 FromPem(string pem) => X509Certificate2.CreateFromPem(pem, pem);
}
