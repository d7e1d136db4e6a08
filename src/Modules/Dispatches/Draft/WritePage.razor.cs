using Legation.Dispatches.Contracts;
using Legation.Dispatches.Lists;
using Legation.Dispatches.Merge;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Dispatches.Take;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Legation.Dispatches.Draft;

/// <summary>The editor: a new dispatch, a draft, or a returned dispatch that is revised.</summary>
public sealed partial class WritePage
{
    private readonly List<FieldError> errors = [];
    private IReadOnlyList<TrackEntry> reasons = [];
    private IReadOnlyList<RecordId> recent = [];
    private DirectoryView view = default!;
    private LabelPolicy policy = default!;
    private DispatchItem? answered;
    private DispatchItem? corrected;
    private IReadOnlyList<DispatchItem> sources = [];
    private IReadOnlyList<AttachedHere> files = [];
    private IReadOnlyList<Option> abouts = [];
    private Proposal? proposal;
    private FormerText? former;
    private DispatchDetail? preview;
    private DateTimeOffset? saved;
    private DispatchInput input = default!;
    private DraftForm form = new();
    private IReadOnlyCollection<string>? tags;
    private RecordId id;
    private string? act;
    private DraftToEdit? theirs;
    private bool isThere;
    private IReadOnlyList<Option> lists = [];
    private ExpandedList? listed;

    private static readonly IReadOnlyList<Option> precedences =
    [
        .. Enum.GetValues<Precedence>()
            .Select(p => new Option(
                p.ToString(),
                DispatchWords.Capital(DispatchWords.Of(p)),
                DispatchWords.MeaningOf(p)
            )),
    ];

    [Parameter]
    public string? Id { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [SupplyParameterFromQuery(Name = "draft")]
    private string? Ticket { get; set; }

    [SupplyParameterFromQuery(Name = "reply")]
    private string? ReplyTo { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? Like { get; set; }

    [SupplyParameterFromQuery(Name = "corrects")]
    private string? Corrects { get; set; }

    [SupplyParameterFromQuery]
    private string? Template { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    private string[]? Sources { get; set; }

    [SupplyParameterFromQuery(Name = "preview")]
    private bool WithPreview { get; set; }

    [SupplyParameterFromQuery(Name = "list")]
    private string? Listed { get; set; }

    [SupplyParameterFromForm(FormName = "dispatch")]
    private DraftForm? Form { get; set; }

    [Inject]
    private DraftBeginnings Beginnings { get; set; } = default!;

    [Inject]
    private SaveWhileTyping Saving { get; set; } = default!;

    [Inject]
    private WriteDraft Write { get; set; } = default!;

    [Inject]
    private FormerTexts Formers { get; set; } = default!;

    [Inject]
    private MarkParagraph Marking { get; set; } = default!;

    [Inject]
    private AddresseeLists Lists { get; set; } = default!;

    [Inject]
    private ReleaseCheck Check { get; set; } = default!;

    [Inject]
    private ProposalStore Proposals { get; set; } = default!;

    [Inject]
    private AddresseeHistory History { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private AcceptedPolicies Policies { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private HomeZone Zone { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsOwn(Proposal made) =>
        made.Kind == ReleaseProposal.KindName && made.Author.Person == Current.Required.Person;

    private bool MayWrite => Current.Required.Duties.HasFlag(Duties.Write);

    private bool IsReply => !string.IsNullOrEmpty(form.InReplyTo);

    private string Title =>
        reasons.Count > 0 ? "Revise a dispatch"
        : corrected is not null ? "Write a corrected copy"
        : IsReply ? "Write a reply"
        : Id is null ? "Write a dispatch"
        : "Draft";

    protected override void OnInitialized()
    {
        if (!MayWrite)
            return;
        var beginning = Id is null
            ? Beginnings.New(
                Current.Required,
                Ticket,
                new DraftOrigin(ReplyTo, Like, Corrects, Template, Sources ?? [])
            )
            : Beginnings.Existing(Current.Required, RecordId.TryParse(Id, out var draft) ? draft : default);
        if (beginning.GoTo is { } elsewhere && Form is null)
            Navigation.NavigateTo(elsewhere);
        else if (beginning.Missing)
        {
            Navigation.NotFound();
            return;
        }
        isThere = true;
        Take(beginning);
    }

    private void Take(DraftBeginning beginning)
    {
        (id, saved, reasons, answered) = (beginning.Id, beginning.Saved, beginning.Reasons, beginning.Answered);
        corrected = beginning.Corrected;
        files = [.. beginning.Content.Attachments.Select(AttachedHere.Own)];
        former = Formers.Find(Current.Required, id);
        preview =
            WithPreview && Write.Open(Current.Required, id).Succeeded(out var written) ? written.AsReleased : null;
        (sources, proposal) = (beginning.Sources, Proposals.About(beginning.Id).LastOrDefault(IsOwn));
        form = Form ?? DraftForm.Of(beginning.Content, beginning.Number, Zone.Id);
        form.Ticket ??= beginning.Ticket;
        input = form.ToInput(Zone.Id);
        tags = Form is null ? form.Tags : form.Tags ?? [];
        view = Directory.For(Current.Required);
        abouts = AboutsOf(view, input.About);
        recent = History.Of(Current.Required);
        lists = [.. Lists.All().Select(list => new Option(list.Id.ToString(), list.Name))];
        listed = Expanded(Listed);
        policy =
            (input.Label is { } label ? Policies.Current.Find(label.Policy) : null)
            ?? Policies.Current.Find(Current.Required.Clearance.Policy)
            ?? Policies.Current.First();
        if (Labels.Over(Beginnings.LabelsOf(Current.Required, input)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    // A reply keeps what its dispatch is about, though the list has it no more.
    private static IReadOnlyList<Option> AboutsOf(DirectoryView view, RecordId? chosen)
    {
        List<RecordId> subjects = [.. view.Subjects.Select(subject => subject.Id)];
        if (chosen is { } other && !subjects.Contains(other))
            subjects.Add(other);
        return subjects.Count == 0
            ? []
            :
            [
                new Option("", "Nothing in particular"),
                .. subjects.Select(id => new Option(id.ToString(), view.NameOf(id))),
            ];
    }

    private async Task SubmitAsync()
    {
        act = form.Act;
        var (subject, text) = (form.Subject, form.Text);
        if (act is MarkParagraph.Mark or MarkParagraph.Unmark)
            TakeMarking();
        if (act == "overwrite")
            form.Number = null;
        if (act == AddListFields.Add && Expanded(form.List) is { } list)
            (form.Action, form.Info) = list.AddTo(form.Action, form.Info);
        if (act == MergeFields.Merge && Write.Open(Current.Required, id).Succeeded(out var there))
            MergedDraft.Take(form, there.Content);
        var outcome = await Saving.SaveAsync(Current.Required, id, form);
        if (outcome.Refusal is { } refusal)
        {
            // Nothing was done, the marking of a paragraph neither: it is asked for again over what is saved then.
            (form.Subject, form.Text) = (subject, text);
            if (
                refusal.Code == DispatchRefusals.StaleDraft.Code
                && Write.Open(Current.Required, id).Succeeded(out theirs)
            )
                Context!.Response.StatusCode = StatusCodes.Status409Conflict;
            else
                errors.Add(DraftErrors.Of(refusal));
            return;
        }
        form.Number = outcome.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        errors.AddRange(form.DateProblems(Zone.Id));
        if (act == "release")
            errors.AddRange(
                // What a releaser may decide is said on the next page, where it can be sent to one.
                Check
                    .Problems(Current.Required, id, input)
                    .Where(problem => !ReleaseProposal.IsForReleaser(problem))
                    .Select(DraftErrors.Of)
            );
        // With a problem this page is shown again, and what it shows must be what the draft has.
        if (errors.Count == 0 && act is (WritingText.PutBack or WritingText.KeepIt))
            await DecideAsync();
        if (errors.Count == 0)
            Navigation.NavigateTo($"/dispatches/{id}{NextOf(act)}");
    }

    // Who writes with him changes subject and text alone; the rest he can only have changed himself, elsewhere.
    private string? OtherwiseDifferent =>
        theirs is not { Content: var other }
        || DraftJson.Write(other with { Subject = "", Text = "" })
            == DraftJson.Write(input with { Subject = "", Text = "", Attachments = other.Attachments })
            ? null
            : " What else you see here is as you have it; some of it differs there.";

    private ExpandedList? Expanded(string? list) =>
        RecordId.TryParse(list, out var named) && Lists.Find(named) is { } found
            ? ExpandedList.Of(found, view, Current.Required)
            : null;

    private string ListedWords =>
        $"The list was added: {Addressees(listed!.Members.Count)}."
        + (listed.Left.Count == 0 ? "" : $" {Addressees(listed.Left.Count)} of it not: in the directory no more.");

    private static string Addressees(int count) => count == 1 ? "one addressee" : $"{count} addressees";

    private string NextOf(string? act) =>
        act switch
        {
            AddListFields.Add => $"/edit?list={form.List}",
            "attach" => "/attachments",
            "release" => "/release",
            WritingText.Take => "/text",
            WritingText.Preview => $"/edit?preview=true#{PreviewFragment.Place}",
            WritingText.PutBack => $"/edit#{WritingText.Place}",
            MarkParagraph.Mark or MarkParagraph.Unmark => "/edit#marking",
            _ => "/edit",
        };

    private async Task DecideAsync()
    {
        if (act == WritingText.KeepIt)
            await Formers.ForgetAsync(Current.Required, id);
        else if (Write.Open(Current.Required, id).Refused(out var refusal, out var opened))
            errors.Add(DraftErrors.Of(refusal));
        else if ((await Formers.ExchangeAsync(Current.Required, opened)).Refusal is { } problem)
            errors.Add(DraftErrors.Of(problem));
    }

    // What was typed is saved whether or not the marking can stand.
    private void TakeMarking()
    {
        var marked = Marking.Handle(input.Label, form);
        if (marked.Refusal is { } refusal)
            errors.Add(DraftErrors.Of(refusal));
        else
            form.Text = marked.Value;
    }

    private string? ErrorOf(string field) => errors.Find(error => error.Field == field)?.Text;
}
