using System.Security.Cryptography;
using System.Text;
using Legation.Records;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Server.Accounts;

/// <summary>A random text that its holder alone knows. It has 256 bits, so a plain digest is enough to keep.</summary>
internal readonly record struct Secret(string Text)
{
    private const int Bytes = 32;

    public Digest Digest => Digest.Of(Encoding.UTF8.GetBytes(Text));

    public static Secret New(string prefix = "") =>
        new(prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Nothing that prints the record prints the secret.</summary>
    public override string ToString() => "(secret)";
}
