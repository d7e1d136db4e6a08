namespace Legation.Ui;

/// <summary>A module's entries in the rail, for whoever is signed in. Registered as a scoped service.</summary>
public interface INavigationSource
{
    /// <summary>The module's entries, in any order.</summary>
    ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation);
}

/// <summary>One entry of the rail.</summary>
/// <param name="Text">The section's name.</param>
/// <param name="Href">Address of its first page; pages below it belong to the section.</param>
/// <param name="Order">Place in the rail: Today is 0, Dispatches 10, Directory 80, Communications 90.</param>
/// <param name="Count">What waits there for the reader; null or 0 shows nothing.</param>
/// <param name="Late">True if something of that is late.</param>
public sealed record NavigationEntry(string Text, string Href, int Order, int? Count = null, bool Late = false);
