namespace Legation.Ui;

/// <summary>What a module's part of the command box finds, for whoever is signed in. Registered as a scoped service.</summary>
public interface IFindSource
{
    /// <summary>Sections in the form of the page Today; those without rows are left out.</summary>
    /// <param name="words">What was typed; never blank.</param>
    /// <param name="cancellation">Ends the search.</param>
    ValueTask<IReadOnlyList<TodaySection>> FindAsync(string words, CancellationToken cancellation);
}
