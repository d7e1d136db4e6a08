using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Tests.Records.Support;

internal static class LabelMade
{
    /// <summary>The label as a header carries it: made when the record was, its alternatives too.</summary>
    public static Label At(Label label, DateTimeOffset made) =>
        label with
        {
            Made = made,
            Alternatives = [.. label.Alternatives.Select(a => a with { Made = made })],
        };

    public static ImmutableArray<T> ToImmutableArrayOf<T>(this T[] items) => [.. items];
}
