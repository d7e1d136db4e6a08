using System.Globalization;

namespace Legation.Labels;

/// <summary>
/// An instant as RFC 3339 and XML Schema's <c>dateTime</c> both write it. Without an offset it would mean something else
/// on every machine, so it is refused.
/// </summary>
internal static class InstantText
{
    internal const string Rule = "must be an instant with its offset, such as 2026-01-31T09:00:00Z";

    internal static DateTimeOffset? Read(string text) =>
        text.Length > 19
        && (text[^1] == 'Z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant
            : null;

    internal static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
