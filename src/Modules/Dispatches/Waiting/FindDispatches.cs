using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Waiting;

/// <summary>The dispatches' part of the command box: the act of writing one, one's drafts, and what one may read.</summary>
internal sealed class FindDispatches(
    DispatchReader reader,
    IDirectory directory,
    DispatchRows rows,
    CurrentPrincipal current
) : IFindSource
{
    private const int Acts = 10;
    private const int Found = 20;
    private const int MostFound = 20;
    private const string Write = "Write a dispatch";

    public ValueTask<IReadOnlyList<TodaySection>> FindAsync(string words, CancellationToken cancellation)
    {
        var principal = current.Required;
        var view = directory.For(principal);
        var mayWrite = principal.Duties.HasFlag(Duties.Write);
        var found = reader.Find(principal, words, MostFound);
        return ValueTask.FromResult<IReadOnlyList<TodaySection>>([
            new TodaySection(
                "What you can do",
                Acts,
                mayWrite && Write.Contains(words, StringComparison.OrdinalIgnoreCase)
                    ? [new TodayRow(Write, null, "/dispatches/new")]
                    : []
            ),
            new TodaySection(
                found.Count == MostFound ? $"Dispatches, the newest {MostFound}" : "Dispatches",
                Found,
                [.. found.Select(item => rows.Of(item, view))]
            ),
        ]);
    }
}
