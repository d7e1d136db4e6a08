using Legation.Labels;
using NodaTime;

namespace Legation.Ui;

/// <summary>A module's part of the page Today, for whoever is signed in. Registered as a scoped service.</summary>
public interface ITodaySource
{
    /// <summary>The module's sections; those without rows are left out unless they say what to say then.</summary>
    ValueTask<IReadOnlyList<TodaySection>> SectionsAsync(CancellationToken cancellation);
}

/// <summary>A titled list on the page Today.</summary>
/// <param name="Title">For your action · Overdue · Links …</param>
/// <param name="Order">Place on the page; what waits for the reader's action comes first, at 10.</param>
/// <param name="Rows">Most pressing first.</param>
/// <param name="WhenEmpty">What to say when there is nothing; null leaves the section out.</param>
public sealed record TodaySection(string Title, int Order, IReadOnlyList<TodayRow> Rows, string? WhenEmpty = null);

/// <summary>One row on the page Today.</summary>
/// <param name="What">The act and its object: “Clear: ministry asks for a date”.</param>
/// <param name="Detail">Number, precedence, addressee.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="From">Who sent it.</param>
/// <param name="Label">The label of what the row shows; null: it shows nothing labelled.</param>
/// <param name="Due">When it is due.</param>
/// <param name="Late">True if it is late.</param>
public sealed record TodayRow(
    string What,
    string? Detail,
    string Href,
    string? From = null,
    Label? Label = null,
    Instant? Due = null,
    bool Late = false
);
