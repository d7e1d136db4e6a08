using System.Collections.Immutable;
using Legation.Organisations.Contracts;

namespace Legation.Organisations.Browse;

/// <summary>Who held which post from when to when, as a page shows it.</summary>
/// <param name="Other">On the page of a post the person, on that of a person the post.</param>
/// <param name="Within">To what a post belongs; empty for a person.</param>
/// <param name="Span">From when to when, in words.</param>
/// <param name="IsNow">True if it is so today.</param>
/// <param name="IsActing">True if the holder only acts in somebody's place.</param>
/// <param name="Absent">In whose; null: nobody's, or it is not for the reader to know.</param>
public sealed record HoldingLine(
    NamedLink Other,
    string Within,
    string Span,
    bool IsNow,
    bool IsActing,
    NamedLink? Absent
);

/// <summary>An entry by its names, and where its page is.</summary>
public sealed record NamedLink(ImmutableArray<LocalisedName> Names, string Href);
