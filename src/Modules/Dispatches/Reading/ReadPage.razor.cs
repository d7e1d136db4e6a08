using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Legation.Dispatches.Reading;

/// <summary>One dispatch: what it is, what to do about it, who has it, what happened to it.</summary>
public sealed partial class ReadPage
{
    private DispatchDetail? detail;

    [Parameter]
    public string? Id { get; set; }

    /// <summary>The act that has just been done here.</summary>
    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private DispatchDetails Details { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private AccessWords Access { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private HomeZone Zone { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private DispatchItem Item => detail!.Item;

    private Box Register =>
        detail!.Acts.Clear ? Box.ToClear
        : Item.AssignedTo == Current.Required.Post ? Box.Assigned
        : Item.From == Current.Required.Post ? Box.Sent
        : Item is { OursToAnswer: true, Due: not null } ? Box.AwaitingReply
        : Box.Inbox;

    private IEnumerable<TrackEntry> Reasons =>
        Item.Status is DispatchStatus.Returned
            ? detail!.Track.Where(entry => entry.Step == Step.Returned).TakeLast(1)
            : [];

    // The address alone proves nothing: it is said only of what the track shows as done.
    private string? Notice =>
        (Done, Item.Status) switch
        {
            ("released", DispatchStatus.AwaitingClearance) =>
                $"Released as {Item.Number}. It goes through the liaison office first.",
            ("released", _) => $"Released as {Item.Number}.",
            ("approved", _) => $"Approved. It is {Item.Number}.",
            ("relabelled", _) when Shows(Step.Relabelled) => $"Relabelled. It is {Labels.Of(Item.Label)?.Full}.",
            ("cancelled", DispatchStatus.Cancelled) => "Cancelled. The track says where that has come.",
            ("cleared", _) when Shows(Step.ClearedAhead) || Shows(Step.Lapsed) => Shows(Step.Cleared)
                ? "Cleared. It had gone on before."
                : null,
            ("cleared", DispatchStatus.Released) => "Cleared and released to Headquarters.",
            ("returned", DispatchStatus.Returned) => "Returned to its author for revision.",
            ("forwarded", _) when Shows(Step.Forwarded) => "Forwarded. The track says to whom, and when they have it.",
            ("assigned", _) when Item.AssignedTo is { } post =>
                $"Assigned to {Directory.For(Current.Required).NameOf(post)}.",
            ("taken-back", _) when Item.AssignedTo is null && Shows(Step.TakenBack) =>
                "Assigned to nobody: it waits for the whole office again.",
            ("acknowledged", DispatchStatus.Acknowledged or DispatchStatus.Replied) =>
                "Acknowledged: the sender sees that it is with you.",
            _ => null,
        };

    private bool Shows(string step) => detail!.Track.Any(entry => entry.Step == step);

    private bool IsToReview =>
        detail!.Acts.Relabel && detail.EffectiveLabel?.Review <= DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    private string? Posted =>
        Context?.Request.HasFormContentType == true ? Context.Request.Form["_handler"] : (string?)null;

    protected override void OnInitialized()
    {
        var id = RecordId.TryParse(Id, out var parsed) ? parsed : default;
        if (!Details.Open(Current.Required, id).Succeeded(out var found))
        {
            Navigation.NotFound();
            return;
        }
        if (found.Item.Status is DispatchStatus.Draft)
        {
            Navigation.NavigateTo($"/dispatches/{id}/edit");
            return;
        }
        detail = found;
        if (Labels.Over(Shown(found).Select(item => item.Label).Concat(found.Beside)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    // What it answers and what answers it are named with their subjects, which may be marked higher.
    private static IEnumerable<DispatchItem> Shown(DispatchDetail detail) =>
        [
            detail.Item,
            .. new[] { detail.InReplyTo, detail.VersionOf, detail.Corrects, detail.CorrectedBy }.OfType<DispatchItem>(),
            .. detail.Answers,
            .. detail.Sources,
            .. detail.Versions,
        ];
}
