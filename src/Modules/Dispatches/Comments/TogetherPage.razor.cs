using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Share;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Comments;

/// <summary>A draft by paragraph, with what was said of it beside; for its author and those with whom he shares it.</summary>
public sealed partial class TogetherPage
{
    private CommentedDraft? opened;
    private Portion? chosen;
    private DirectoryView view = default!;
    private Refusal? refusal;
    private RecordId id;

    [Parameter]
    public string? Id { get; set; }

    /// <summary>The paragraph on which something is to be said, by its key.</summary>
    [SupplyParameterFromQuery]
    private string? On { get; set; }

    [SupplyParameterFromForm(FormName = "say")]
    private SayForm? Said { get; set; }

    // Each comment has a form of its own name.
    [SupplyParameterFromForm]
    private DecisionForm? Decision { get; set; }

    [Inject]
    private CommentOnDraft Comments { get; set; } = default!;

    [Inject]
    private DecideComment Decide { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private DraftBeginnings Beginnings { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsAuthor => opened!.Draft.Role is DraftRole.Author;

    internal static string PlaceOf(Portion portion) =>
        string.Create(CultureInfo.InvariantCulture, $"paragraph-{portion.Position + 1}");

    protected override void OnInitialized()
    {
        id = RecordId.TryParse(Id, out var parsed) ? parsed : default;
        if (!Comments.Open(Current.Required, id).Succeeded(out opened))
        {
            Navigation.NotFound();
            return;
        }
        view = Directory.For(Current.Required);
        chosen = opened.Places.Named(Said?.Paragraph ?? On);
        if (Labels.Over(Beginnings.LabelsOf(Current.Required, opened.Draft.Content)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private IReadOnlyList<Option> Paragraphs =>
        [.. opened!.Places.Text.Seen.Select(portion => new Option(Key(portion), portion.Name, portion.Beginning))];

    private string Key(Portion portion) => MarkParagraph.KeyOf(opened!.Places.Text, portion);

    private bool IsOwn(PlacedComment placed) => placed.Comment.By.Person == Current.Required.Person;

    private string SaidOf(Portion portion) =>
        opened!.Open.Count(placed => placed.Place.Portion == portion) is > 0 and var count
            ? string.Create(CultureInfo.InvariantCulture, $"Comment ({count} open)")
            : "Comment";

    private CommentShown Shown(PlacedComment placed) =>
        new(
            placed.Comment.By.Person,
            placed.Comment.At,
            placed.Place.Portion?.Name,
            placed.Place.Portion is { } at ? $"/dispatches/{id}/together#{PlaceOf(at)}" : "",
            placed.Comment.Remark,
            placed.Comment.Paragraph,
            placed.Place.IsAsItWas || !placed.Comment.IsOpen ? null
                : placed.Place.Portion is { } now ? opened!.Places.Text.WordsOf(now)
                : "It is not there any more.",
            placed.Comment.Proposed
        )
        {
            State = CommentStates.Word(placed.Comment.State),
            DecidedBy = placed.Comment.Decision?.By,
            Decided = placed.Comment.Decision?.At,
            Answer = placed.Comment.Decision?.Answer ?? "",
        };

    private async Task SayAsync()
    {
        if (opened is null)
            return;
        var proposes =
            chosen is { } about
            && !string.IsNullOrWhiteSpace(Said?.Proposed)
            && !CommentOnDraft.AreSame(Said.Proposed, opened.Places.Text.WordsOf(about));
        refusal = (
            await Comments.AddAsync(
                Current.Required,
                id,
                new CommentInput(Said?.Paragraph, Said?.Remark, proposes ? Said!.Proposed : null)
            )
        ).Refusal;
        if (refusal is null)
            Navigation.NavigateTo($"/dispatches/{id}/together");
    }

    private async Task DecideAsync(PlacedComment placed)
    {
        var (principal, comment) = (Current.Required, placed.Comment.Id);
        refusal = Decision?.Act switch
        {
            "accept" => (await Decide.AcceptAsync(principal, id, comment, Decision.Paragraph)).Refusal,
            "decline" => (await Decide.DeclineAsync(principal, id, comment, Decision.Answer)).Refusal,
            _ => (await Decide.FinishAsync(principal, id, comment, null)).Refusal,
        };
        if (refusal is null)
            Navigation.NavigateTo($"/dispatches/{id}/together#{comment}");
    }

    private sealed class SayForm
    {
        public string? Paragraph { get; set; }
        public string? Remark { get; set; }
        public string? Proposed { get; set; }
    }

    private sealed class DecisionForm
    {
        public string? Act { get; set; }
        public string? Answer { get; set; }
        public string? Paragraph { get; set; }
    }
}
