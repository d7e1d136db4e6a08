using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Legation.Records.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Records.Http;

/// <summary>
/// Where the next page of a list begins, as an opaque text that only this node can make and only the same account in
/// the same post can use for the same query.
/// </summary>
public sealed class PageCursor(IDataProtectionProvider protection, NodeIdentity node)
{
    private const int PositionLength = sizeof(long);

    /// <summary>Most entries on one page.</summary>
    public const int LargestLimit = 200;

    /// <summary>Entries on a page when nothing is said.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The text for <c>next</c>.</summary>
    /// <param name="principal">Who may use it.</param>
    /// <param name="query">All that narrows or orders the list, in a fixed form.</param>
    /// <param name="position">Where the next page begins: by each of what the list is ordered by.</param>
    public string Next(Principal principal, string query, params ReadOnlySpan<long> position)
    {
        var content = new byte[(position.Length * PositionLength) + Digest.Length];
        for (var i = 0; i < position.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(i * PositionLength), position[i]);
        Digest.Of(Encoding.UTF8.GetBytes(query)).CopyTo(content.AsSpan(position.Length * PositionLength));
        return WebEncoders.Base64UrlEncode(ProtectorFor(principal).Protect(content));
    }

    /// <summary>
    /// The position in a cursor; null when the text is empty. False when it is not one that this principal got for
    /// this query: answer <see cref="Forged"/>.
    /// </summary>
    public bool TryRead(Principal principal, string query, string? text, out long? position)
    {
        var isRead = TryReadParts(principal, query, text, out var parts);
        position = parts is [var only] ? only : null;
        return isRead;
    }

    /// <summary>The same of a list that is ordered by several things; empty when the text is.</summary>
    public bool TryReadParts(Principal principal, string query, string? text, out IReadOnlyList<long> position)
    {
        position = [];
        if (string.IsNullOrEmpty(text))
            return true;
        try
        {
            var content = ProtectorFor(principal).Unprotect(WebEncoders.Base64UrlDecode(text)).AsSpan();
            if (new Digest(content[^Digest.Length..]) != Digest.Of(Encoding.UTF8.GetBytes(query)))
                return false;
            var parts = new long[(content.Length - Digest.Length) / PositionLength];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = BinaryPrimitives.ReadInt64BigEndian(content[(i * PositionLength)..]);
            position = parts;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>400 for a cursor that was not given out for this list to this account.</summary>
    public static Microsoft.AspNetCore.Http.IResult Forged { get; } =
        ApiResults.Problem(
            400,
            "unknown-cursor",
            "This cursor was not given out for this list. Begin again without it."
        );

    /// <summary>How many entries a page has, or a refusal outside 1 to <see cref="LargestLimit"/>.</summary>
    public static Outcome<int> Limit(int? asked) =>
        asked switch
        {
            null => DefaultLimit,
            >= 1 and <= LargestLimit => asked.Value,
            _ => new Refusal(RefusalKind.Invalid, "limit", $"Ask for 1 to {LargestLimit} entries.", "limit"),
        };

    private IDataProtector ProtectorFor(Principal principal) =>
        protection.CreateProtector("page-cursor", node.Id.ToString(), principal.Account, principal.Post.ToString());
}
