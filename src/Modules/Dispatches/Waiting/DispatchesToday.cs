using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Waiting;

/// <summary>The dispatches' part of the page Today.</summary>
internal sealed class DispatchesToday(
    WaitingDispatches waiting,
    DispatchReader reader,
    ReadGateway gateway,
    IDirectory directory,
    DispatchRows rows,
    NotDelivered notDelivered,
    Releaser releaser,
    LabelWords labels,
    CurrentPrincipal current
) : ITodaySource
{
    private const int ForAction = 10;
    private const int Undelivered = 20;
    private const int Uncleared = 30;
    private const int ToFollow = 35;
    private const int Lately = 50;
    private const int NewestShown = 8;

    public ValueTask<IReadOnlyList<TodaySection>> SectionsAsync(CancellationToken cancellation)
    {
        if (current.Value is not { } principal)
            return ValueTask.FromResult<IReadOnlyList<TodaySection>>([]);
        var view = directory.For(principal);
        var mine = waiting.For(principal);
        var uncleared = reader.Uncleared(principal, NewestShown).Where(i => mine.All(w => w.Item.Id != i.Id)).ToList();
        var (lapsed, ahead) = (
            uncleared.FindAll(i => !i.ClearanceToFollow),
            uncleared.FindAll(i => i.ClearanceToFollow)
        );
        var newest = reader
            .First(principal, Box.Inbox, NewestShown)
            .Where(i => mine.All(w => w.Item.Id != i.Id) && uncleared.TrueForAll(u => u.Id != i.Id))
            .ToList();
        var lost = notDelivered.For(principal, view);
        var toDecide = releaser.Waiting(principal);
        var returned = releaser.Own(principal).Where(own => own.Proposal.Returned is not null).ToList();
        gateway.Shown(
            principal,
            "dispatches today",
            [
                .. mine.Select(w => w.Item.Id),
                .. uncleared.Select(i => i.Id),
                .. newest.Select(i => i.Id),
                .. lost.Select(l => l.Item.Id),
                .. toDecide.Concat(returned).SelectMany(line => line.Proposal.Asked.About),
            ]
        );
        return ValueTask.FromResult<IReadOnlyList<TodaySection>>([
            new TodaySection(
                "For your action",
                ForAction,
                [
                    .. mine.Select(w => rows.Of(w, view, Act(w, principal), principal.Post)),
                    .. toDecide.Select(line => Row("Release", line, view)),
                    .. returned.Select(line => Row("Returned by a releaser", line, view)),
                ],
                "Nothing waits for you. What needs your action will be listed here, the most pressing first."
            ),
            new TodaySection("Not delivered", Undelivered, [.. lost.Select(l => l.Row)]),
            new TodaySection("Came without clearance", Uncleared, [.. lapsed.Select(i => rows.Of(i, view))]),
            new TodaySection("Clearance to follow", ToFollow, [.. ahead.Select(i => rows.Of(i, view))]),
            new TodaySection("Received lately", Lately, [.. newest.Select(i => rows.Of(i, view))]),
        ]);
    }

    private TodayRow Row(string act, ProposalLine seen, DirectoryView view) =>
        new(
            $"{act}: {seen.Proposal.Asked.Title}",
            seen.Proposal.Asked.Asks,
            $"/dispatches/proposals/{seen.Proposal.Id}",
            PartyWords.Of(view, seen.Proposal.Author),
            labels.Together(seen.Labels)
        );

    private static string Act(WaitingDispatch waiting, Principal principal) =>
        waiting.Act switch
        {
            WaitsFor.Clearance when waiting.Item.NotClearedWithin is not null => "Clear, gone on uncleared",
            WaitsFor.Clearance when waiting.Item.PassedOn?.To == principal.Post => "Clear, passed to you",
            WaitsFor.Clearance when waiting.Item.ClearanceToFollow => "Clear, gone under standing authority",
            WaitsFor.Clearance => "Clear",
            WaitsFor.Revision => "Revise",
            WaitsFor.Acknowledgement => "Acknowledge",
            _ => "Answer",
        };
}
