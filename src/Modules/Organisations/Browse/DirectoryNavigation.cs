using Legation.Ui;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Browse;

/// <summary>The directory in the rail.</summary>
internal sealed class DirectoryNavigation(IStringLocalizer<DirectoryText> words) : INavigationSource
{
    private const int PlaceInRail = 80;

    public ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<NavigationEntry>>([
            new NavigationEntry(words["Directory"], DirectoryAddress.List, PlaceInRail),
        ]);
}
