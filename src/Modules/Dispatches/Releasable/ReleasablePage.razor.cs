using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Releasable;

/// <summary>Makes a version for those who may have a part of a dispatch, and lays it before a releaser.</summary>
public sealed partial class ReleasablePage
{
    private const string LeaveOut = "leave-out";
    private const string Send = "send";
    private readonly List<FieldError> errors = [];
    private Original? original;
    private DirectoryView view = default!;
    private IReadOnlyList<RecordId> candidates = [];
    private IReadOnlyList<RecordId> leftOut = [];
    private IReadOnlyList<string> remarks = [];
    private LabelShown? label;
    private Label? signed;
    private string? wrong;
    private RecordId? office;
    private IReadOnlyList<string> withheld = [];
    private (string By, string Text)? reasons;
    private string? notice;
    private ReleasableText? preview;
    private ReleasableForm form = new();

    [Parameter]
    public string? Id { get; set; }

    /// <summary>A proposal of his that was returned, to begin with.</summary>
    [SupplyParameterFromQuery(Name = "proposal")]
    private string? ProposalId { get; set; }

    [SupplyParameterFromForm(FormName = "releasable")]
    private ReleasableForm? Form { get; set; }

    [Inject]
    private Originals Originals { get; set; } = default!;

    [Inject]
    private ReleasableVersions Versions { get; set; } = default!;

    [Inject]
    private OfficeOnTheWay Offices { get; set; } = default!;

    [Inject]
    private ProposeVersion Propose { get; set; } = default!;

    [Inject]
    private ReturnedProposals Returned { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => $"/dispatches/{Id}";

    private string FormAddress => $"{Address}/releasable{Query}";

    private string? Query => ProposalId is null ? null : $"?proposal={Uri.EscapeDataString(ProposalId)}";

    private DispatchItem Item => original!.Detail.Item;

    private IReadOnlyList<RecordId> Chosen { get; set; } = [];

    // Nobody sends what he has not seen as it is for those whom he has chosen.
    private bool IsForOthers => form.MadeFor is { } made && !Ids(made.Split(' ')).ToHashSet().SetEquals(Chosen);

    protected override void OnInitialized()
    {
        var opened = Originals.Open(Current.Required, RecordId.TryParse(Id, out var id) ? id : default);
        if (!opened.Succeeded(out original))
        {
            if (opened.Refusal!.Kind == RefusalKind.NotFound)
                Navigation.NotFound();
            else
                Navigation.NavigateTo(Address);
            return;
        }
        view = Directory.For(Current.Required);
        candidates = Versions.Candidates(Current.Required, original);
        leftOut = ReleasableVersions.LeftOut(original, candidates);
        form = Form ?? Beginning();
        form.Original ??= original.Record.Hash.ToString();
        Chosen = Ids(form.For ?? []);
        if (Labels.Over(original.Detail.Beside.Prepend(Item.Label)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
        // What is sent looks at the text when it is handled.
        if (Form is not null)
            return;
        if (form.Text is null && Chosen.Count > 0)
            MakeText(original);
        else if (Chosen.Count > 0)
            Versions.Preview(Current.Required, original, Chosen).Succeeded(out preview);
        LookAtText(original);
    }

    // It is for those who were meant to have the dispatch, unless it was proposed before for others.
    private ReleasableForm Beginning()
    {
        if (
            Returned.Find(Current.Required, ProposalId, ReleasableProposal.KindName, Item.Id)
            is not { Returned: { } returned } proposal
        )
            return new ReleasableForm { Subject = Item.Subject, For = Texts(leftOut) };
        var content = ReleasableContent.Read(proposal.Content);
        reasons = (view.FullNameOf(returned.By), returned.Reason);
        return new ReleasableForm
        {
            Original = content.Original,
            For = Texts(content.For),
            MadeFor = string.Join(' ', content.For),
            Subject = content.Subject,
            Text = content.Text,
            Reason = proposal.Reason,
        };
    }

    private static List<string> Texts(IEnumerable<RecordId> parties) => [.. parties.Select(party => party.ToString())];

    private async Task SubmitAsync()
    {
        if (original is null)
            return;
        if (form.Act != Send || IsForOthers)
            MakeText(original);
        else
            await ProposeAsync(original);
        LookAtText(original);
        form.Turn++;
    }

    // A text that its writer has changed is his: he is told what of it is not for those whom he has chosen now.
    private void MakeText(Original from)
    {
        if (Versions.Preview(Current.Required, from, Chosen).Refused(out var refusal, out preview))
        {
            errors.Add(Of(refusal));
            return;
        }
        var others = IsForOthers;
        if (form.Text is null || IsAsMade(from))
        {
            form.Text = preview.Text;
            form.Original = from.Record.Hash.ToString();
            notice = others ? "The text is made anew for those whom you have chosen now. Read it, then send it." : null;
        }
        else
        {
            withheld = Versions.Withheld(from, preview, Chosen, form.Text);
            notice =
                withheld.Count > 0
                    ? "Your text is kept as you changed it, but not all of it is for those whom you have chosen"
                    : "Your text is kept as you changed it. Nothing was found in it that they may not have; read it once more.";
        }
        form.MadeFor = string.Join(' ', Chosen);
    }

    private bool IsAsMade(Original from)
    {
        if (form.MadeFor is not { } made)
            return false;
        var before = preview;
        if (IsForOthers)
            Versions.Preview(Current.Required, from, Ids(made.Split(' '))).Succeeded(out before);
        return before is not null && before.Text == form.Text!.ReplaceLineEndings("\n").Trim();
    }

    private void LookAtText(Original from)
    {
        if (preview is null)
            return;
        remarks = ReleasableRemarks.On($"{form.Subject}\n\n{form.Text}", from.Text.Text, preview.LeftOut);
        var author = Current.Required.ToAuthor();
        office = Offices.Of(view, author.InNameOf, from.Detail.Item.About);
        if (Versions.Check(Current.Required, author, from, Content, preview).Refused(out var refusal, out var intent))
            wrong = refusal.Sentence;
        else
            (signed, label) = (intent.Record.Label, Labels.Of(intent.Record.Label));
    }

    private ReleasableContent Content => new(form.Original ?? "", Chosen, form.Subject ?? "", form.Text ?? "");

    private async Task ProposeAsync(Original from)
    {
        var proposed = await Propose.HandleAsync(Current.Required, from.Detail.Item.Id, Content, form.Reason);
        if (proposed.Refusal is not { } refusal)
        {
            Navigation.NavigateTo("/dispatches/proposals?done=proposed");
            return;
        }
        errors.Add(Of(refusal));
        Versions.Preview(Current.Required, from, Chosen).Succeeded(out preview);
        // It stands below as it is now, and he has been told.
        if (refusal.Code == DispatchRefusals.RevisedSince.Code)
            form.Original = from.Record.Hash.ToString();
    }

    private static List<RecordId> Ids(IEnumerable<string> texts) =>
        [.. texts.Select(text => RecordId.TryParse(text, out var party) ? party : default)];

    private static FieldError Of(Refusal refusal) =>
        refusal.Field?.Split('[')[0] switch
        {
            "for" => new FieldError("Form.For", refusal.Sentence),
            { } field => new FieldError($"Form.{char.ToUpperInvariant(field[0])}{field[1..]}", refusal.Sentence),
            null => new FieldError(null, refusal.Sentence),
        };

    private string? ErrorOf(string field) =>
        errors
            .Find(error => string.Equals(error.Field?.Split('.')[^1], field, StringComparison.OrdinalIgnoreCase))
            ?.Text;

    private sealed class ReleasableForm
    {
        public string? Original { get; set; }

        /// <summary>For whom its text was made, apart by spaces.</summary>
        public string? MadeFor { get; set; }

        /// <summary>How often it was sent: what a browser keeps of one turn is not put into the next, whose text may be another.</summary>
        public int Turn { get; set; }

        public List<string>? For { get; set; }

        public string? Subject { get; set; }

        public string? Text { get; set; }

        public string? Reason { get; set; }

        /// <summary>Which button was pressed.</summary>
        public string? Act { get; set; }
    }
}
