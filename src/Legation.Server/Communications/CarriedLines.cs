using System.Globalization;
using Legation.Relay;

namespace Legation.Server.Communications;

/// <summary>Carried files in words, a line for each batch and for the attachments of each record.</summary>
internal static class CarriedLines
{
    public static IEnumerable<string> Of(WrittenFile file) =>
        [
            .. file.Items.Select(Line),
            string.Create(
                CultureInfo.InvariantCulture,
                $"For {file.PeerName}: {file.Records} {(file.Records == 1 ? "record" : "records")}."
            ),
        ];

    public static IEnumerable<string> Of(ReadFile file) =>
        [.. file.Items.Select(Line), $"From {file.FromName}: {(file.HeldReceipts ? "receipts" : "records")}."];

    private static string Line(CarriedItem item) =>
        item.Lane is { } lane
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{lane.ToString().ToLowerInvariant()} {item.First}–{item.Last}: {item.Words}"
            )
            : item.Words;
}
