using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Release;

/// <summary>
/// Numbers of dispatches. Each circle of readers (one label, one audience) has a dense series of its own, so whoever
/// sees one number of a series may see all of them, and a number tells nothing of what else was written.
/// </summary>
internal static class NumberSeries
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int AttemptsPerLength = 16;

    public static string Next(LedgerTransaction transaction, string office, Label label, IEnumerable<RecordId> audience)
    {
        var circle = InEpoch(Circle(label, audience), transaction.Node.Epoch);
        var year = transaction.Now.Year;
        var (code, last) = Series(transaction, circle, year);
        transaction.Execute(
            "UPDATE dispatch_series SET last = $3 WHERE circle = $1 AND year = $2",
            circle,
            year,
            last + 1
        );
        return string.Create(CultureInfo.InvariantCulture, $"{office}-{code} {year}/{last + 1:D4}");
    }

    /// <summary>Whether two versions are for the same circle, so that the next one keeps the number.</summary>
    public static bool IsOfOne(RecordHeader former, RecordIntent next) =>
        Circle(former.Label, former.Audience) == Circle(next.Label, next.Audience);

    private static (string Code, int Last) Series(LedgerTransaction transaction, string circle, int year)
    {
        var known = transaction.Query(
            "SELECT code, last FROM dispatch_series WHERE circle = $1 AND year = $2",
            r => (r.GetString(0), r.GetInt32(1)),
            circle,
            year
        );
        if (known.Count > 0)
            return known[0];
        for (var attempt = 0; ; attempt++)
        {
            var code = Code(circle, year, attempt);
            var added = transaction.Execute(
                "INSERT INTO dispatch_series (circle, year, code, last) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING",
                circle,
                year,
                code
            );
            if (added == 1)
                return (code, 0);
        }
    }

    private static string Code(string circle, int year, int attempt)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{circle} {year} {attempt}"))
        );
        // As a year's codes run short, they grow longer.
        var letters = Math.Min(hash.Length, 3 + (attempt / AttemptsPerLength));
        return string.Concat(hash.Take(letters).Select(b => Letters[b % Letters.Length]));
    }

    // A node that comes back from a backup does not know how far its series had gone by then: it begins others.
    private static string InEpoch(string circle, int epoch) =>
        epoch == 1 ? circle : string.Create(CultureInfo.InvariantCulture, $"{circle} {epoch}");

    private static string Circle(Label label, IEnumerable<RecordId> audience)
    {
        var readers = $"{label with { Made = null, Review = null }}|{string.Join(' ', audience.Distinct().Order())}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(readers)));
    }
}
