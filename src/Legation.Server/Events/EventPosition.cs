using System.Globalization;
using System.Security.Cryptography;
using Legation.Records;
using Microsoft.AspNetCore.DataProtection;

namespace Legation.Server.Events;

/// <summary>
/// Where a stream stands, as a text that only this node can make and read, and that serves only who sees the same as
/// then. A position of the journal would tell how much others write.
/// </summary>
internal sealed class EventPosition(
    IDataProtectionProvider protection,
    NodeIdentity node,
    IEnumerable<ModuleDefinition> modules
)
{
    // By the clock alone: how long one may be away must not depend on how much is written meanwhile.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // When a program starts that knows further kinds, more takes effect of what came before.
    private readonly string kinds = string.Join(
        ' ',
        modules.SelectMany(module => module.Kinds).Select(kind => kind.Name).Order(StringComparer.Ordinal)
    );

    public string Write(Digest stamp, long seq) =>
        ProtectorOf(stamp).Protect(seq.ToString(CultureInfo.InvariantCulture), Lifetime);

    /// <summary>Null: it is too old, was made by nobody here, or for other rights.</summary>
    public long? Read(Digest stamp, string text)
    {
        try
        {
            return long.Parse(ProtectorOf(stamp).Unprotect(text), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector ProtectorOf(Digest stamp) =>
        protection.CreateProtector("events", node.Id.ToString(), kinds, stamp.ToString()).ToTimeLimitedDataProtector();
}
