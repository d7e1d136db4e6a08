using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Browse;

/// <summary>The directory's part of the command box: names in any script, numbers, places.</summary>
internal sealed class FindInDirectory(
    DirectoryList list,
    DirectoryReader reader,
    EntryWords entryWords,
    CurrentPrincipal current,
    IStringLocalizer<DirectoryText> words
) : IFindSource
{
    private const int AfterDispatches = 30;
    private const int MostFound = 20;

    public ValueTask<IReadOnlyList<TodaySection>> FindAsync(string asked, CancellationToken cancellation)
    {
        var principal = current.Required;
        var book = reader.BookFor(principal);
        var found = list.Page(principal, new DirectoryQuery(asked.Trim()), [], MostFound);
        return ValueTask.FromResult<IReadOnlyList<TodaySection>>([
            new TodaySection(
                words[found.Next is null ? "Directory" : "Directory, the first of more"],
                AfterDispatches,
                [.. found.Items.Select(entry => Row(book, entry))]
            ),
        ]);
    }

    private TodayRow Row(DirectoryBook book, DirectoryEntry entry) =>
        new(
            DisplayName.Native(entry.Names) is { } native ? $"{native} {entry.Name}" : entry.Name,
            string.Join(" · ", book.Above(entry).Select(above => above.Name).Prepend(entryWords.One(entry.Kind))),
            DirectoryAddress.Of(entry.Id),
            Label: entry.Label
        );
}
