using Legation.Records;

namespace Legation.Dispatches.Releasable;

/// <summary>What keeps a releasable version from being made, in words for officers.</summary>
internal static class ReleasableRefusals
{
    public static Refusal NotUnderWay { get; } =
        new(
            RefusalKind.Conflict,
            "not-under-way",
            "A releasable version is made of a dispatch that has been released and, where it goes through an office, cleared."
        );

    public static Refusal NothingMarked { get; } =
        new(
            RefusalKind.Conflict,
            "nothing-marked",
            "No paragraph of this dispatch carries a marking that still counts, so whoever may not have it may have no part of it."
        );

    public static Refusal NothingLeft { get; } =
        DispatchRefusals.Wrong(
            "for",
            "nothing-left",
            "Nothing is left that all of them may have. Make a version for each."
        );

    public static Refusal Unseen(string label) =>
        DispatchRefusals.Wrong(
            "text",
            "unseen",
            $"The text explains [{label}], to which nothing in it refers: it would travel and no reader would see it. Remove it."
        );

    public static Refusal NotFor(int place, string why) =>
        DispatchRefusals.Wrong(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"for[{place}]"),
            "not-for",
            why
        );
}
