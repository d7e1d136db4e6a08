using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Caller;

/// <summary>Who a caller is: a node's id and organisation, and the keys that it has.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Organisation">Id of the organisation that it speaks for.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Signing">Signs its records and its card.</param>
/// <param name="Tls">Shown on the line.</param>
internal sealed record CallerIdentity(string Node, string Organisation, int Epoch, ECDsa Signing, X509Certificate2 Tls)
    : IDisposable
{
    /// <summary>A node that nobody knows.</summary>
    public static CallerIdentity New() =>
        new(Ids.New("node"), Ids.New("organisation"), 1, ECDsa.Create(ECCurve.NamedCurves.nistP256), Certificate());

    /// <summary>A node whose keys the caller has, as whoever has taken them would.</summary>
    public static CallerIdentity Of(ServedNode node)
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(node.Folder, "node.json")))!;
        var signing = ECDsa.Create();
        signing.ImportFromPem(File.ReadAllText(Path.Combine(node.Folder, "keys/signing.pem")));
        var relay = File.ReadAllText(Path.Combine(node.Folder, "keys/relay.pem"));
        return new CallerIdentity(
            (string)description["id"]!,
            (string)description["organisation"]!,
            (int)description["epoch"]!,
            signing,
            X509Certificate2.CreateFromPem(relay, relay)
        );
    }

    /// <summary>The same node with another key to sign.</summary>
    public CallerIdentity WithOtherSigningKey() =>
        this with
        {
            Signing = ECDsa.Create(ECCurve.NamedCurves.nistP256),
            // A copy, for each identity disposes of its own.
            Tls = new X509Certificate2(Tls),
        };

    /// <summary>The same node with another key on the line.</summary>
    public CallerIdentity WithOtherTlsKey() => this with { Tls = Certificate() };

    /// <summary>SHA-256 of the TLS key.</summary>
    public string Pin => PinOf(Tls);

    public static string PinOf(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public void Dispose()
    {
        Signing.Dispose();
        Tls.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=caller", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddYears(1)
        );
    }
}

/// <summary>Ids as docs/protocols/records.md §2 has them.</summary>
internal static class Ids
{
    public const string Everyone = "network--00000000-0000-0000-0000-000000000000";

    public static string New(string kind) => $"{kind}--{Guid.CreateVersion7()}";
}
