using System.Globalization;

namespace Legation.Relay;

/// <summary>What a receipt says, for people: how many of each outcome.</summary>
internal static class CarriedWords
{
    public static string Of(Receipt receipt) =>
        string.Join(
            ", ",
            receipt
                .Lines.GroupBy(line => (line.Outcome, line.Code))
                .OrderBy(group => group.Key.Outcome)
                .Select(group =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{group.Count()} {Word(group.Key.Outcome, group.Key.Code)}"
                    )
                )
        );

    private static string Word(ReceiptOutcome outcome, string? code) =>
        outcome == ReceiptOutcome.Refused ? $"refused: {code}" : outcome.ToString().ToLowerInvariant();
}
