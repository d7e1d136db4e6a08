using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Legation.Simulation;

/// <summary>Who a node is, with what is dear to make and the same in all schedules: keys and certificate.</summary>
internal sealed class Identity
{
    private const int Most = 12;
    private const int Keys = 3;
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<ImmutableArray<Identity>> Made12 = new(() =>
        [.. Enumerable.Range(0, Most).Select(i => new Identity(i))]
    );

    private Identity(int index)
    {
        Index = index;
        Node = Fixed("node", index);
        Organisation = Fixed("organisation", index);
        Office = Fixed("office", index);
        Post = Fixed("post", index);
        Person = Fixed("person", index);
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=legation node", tls, HashAlgorithmName.SHA256);
        Certificate = request.CreateSelfSigned(Made, Made.AddYears(1));
        Pin = RelayTls.PinOf(Certificate);
        Signers = [.. Enumerable.Range(0, Keys).Select(_ => new QuickSigner(NodeKey.Generate()))];
    }

    public static ImmutableArray<Identity> All => Made12.Value;

    public int Index { get; }

    public string Name =>
        Index switch
        {
            0 => "headquarters",
            1 => "office",
            _ => $"post {Index}",
        };

    public RecordId Node { get; }

    public RecordId Organisation { get; }

    public RecordId Office { get; }

    public RecordId Post { get; }

    public RecordId Person { get; }

    public X509Certificate2 Certificate { get; }

    public Digest Pin { get; }

    /// <summary>The keys that it will have, one after another.</summary>
    public ImmutableArray<QuickSigner> Signers { get; }

    public Uri Address => new($"https://node{Index}.example:443");

    public static RecordId Fixed(string kind, long number) =>
        new(kind, Guid.Parse($"0196f000-0000-7000-8000-{number:d12}"));
}
