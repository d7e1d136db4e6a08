using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace Legation.Dispatches.Reading;

/// <summary>The registers of dispatches.</summary>
public sealed partial class RegisterPage
{
    // The order in which a morning's work goes.
    private static readonly System.Collections.Immutable.ImmutableArray<Box> order =
    [
        Box.Inbox,
        Box.Assigned,
        Box.ToClear,
        Box.AwaitingReply,
        Box.Sent,
        Box.Drafts,
        Box.ToReview,
    ];

    private readonly List<(Box Box, int Count)> tabs = [];
    private Box box;
    private DirectoryView view = default!;
    private DispatchPage shown = new([], null);
    private string? next;
    private int proposals;

    [Inject]
    private DispatchReader Reader { get; set; } = default!;

    [Inject]
    private Releaser Releaser { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private PageCursor Cursor { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "box")]
    private string? Register { get; set; }

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Next { get; set; }

    private string? Words => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private bool MaySummarise => box is not Box.Drafts && Current.Required.Duties.HasFlag(Duties.Write);

    // What is to be cleared has columns enough: one that would say the same of all is left out.
    private bool HasTimes =>
        box is Box.ToClear && shown.Items.Any(item => item.ClearBy is not null || item.PassedOn is not null);

    private bool HasStatus =>
        box is not Box.ToClear || shown.Items.Any(item => item.Status is not DispatchStatus.AwaitingClearance);

    private bool HasDue => box is not Box.ToClear || shown.Items.Any(item => item.Due is not null);

    private string? NextHref => next is null ? null : $"/dispatches{Query(box, Words, next)}";

    protected override void OnInitialized()
    {
        var principal = Current.Required;
        box = DispatchWords.BoxOf(Register);
        view = Directory.For(principal);
        var query = $"dispatches page {box} {Words}";
        if (!Cursor.TryReadParts(principal, query, Next, out var after))
        {
            // A link that was kept too long or came from somebody else: the list begins again.
            Navigation.NavigateTo(Address(box, Words));
            return;
        }
        shown = Reader.List(principal, box, Words, after, PageCursor.DefaultLimit);
        next = shown.Next is { } position ? Cursor.Next(principal, query, [.. position]) : null;
        tabs.AddRange(order.Select(tab => (tab, Reader.Count(principal, tab))));
        proposals = Releaser.Waiting(principal).Count + Releaser.Own(principal).Count;
        tabs.RemoveAll(tab =>
            tab is { Box: Box.ToClear or Box.ToReview or Box.Assigned, Count: 0 } && tab.Box != box && !IsHis(tab.Box)
        );
        if (Labels.Over(shown.Items.Select(item => item.Label)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    // Who clears finds the register also when nothing waits in it.
    private bool IsHis(Box tab) => tab is Box.ToClear && Current.Required.Duties.HasFlag(Duties.Clear);

    private static string CountOf(int count) =>
        count > DispatchReader.CountedUpTo
            ? string.Create(CultureInfo.InvariantCulture, $"more than {DispatchReader.CountedUpTo:N0}")
            : count.ToString(CultureInfo.InvariantCulture);

    private string? OfficeOf(RecordId post) => view.Party(post)?.Office is { } office ? view.NameOf(office) : null;

    private string? To(DispatchItem item)
    {
        if (item.Action.Count == 0)
            return item.Info.Count == 0
                ? null
                : $" · for information: {view.NameOf(item.Info[0])}{More(item.Info.Count)}";
        return item.OursToAnswer && box is not Box.ToClear
            ? " · for your action"
            : $" · action: {view.NameOf(item.Action[0])}{More(item.Action.Count)}";
    }

    private string? With(DispatchItem item) =>
        item.AssignedTo is not { } post ? null
        : post == Current.Required.Post ? " · assigned to you"
        : $" · with {view.NameOf(post)}";

    private static string? More(int addressees) => addressees > 1 ? $" and {addressees - 1} more" : null;

    private string? SharedBy(DispatchItem item) =>
        item.SharedBy is { } author
            ? $" · shared by {view.NameOf(author)}, for you to {(item.MayWrite ? "write in" : "comment on")}"
            : null;

    private static string Address(Box box, string? words = null) => $"/dispatches{Query(box, words)}";

    private static string Query(Box box, string? words, string? next = null)
    {
        var query = new QueryBuilder { { "box", DispatchWords.SlugOf(box) } };
        if (words is not null)
            query.Add("q", words);
        if (next is not null)
            query.Add("next", next);
        return query.ToString();
    }
}
