using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Dispatches.Reply;
using Legation.Dispatches.Templates;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http.Extensions;

namespace Legation.Dispatches.Draft;

/// <summary>What the editor begins with.</summary>
internal sealed record DraftBeginning(RecordId Id, DispatchInput Content)
{
    public string? Ticket { get; init; }
    public int Number { get; init; }
    public DateTimeOffset? Saved { get; init; }

    /// <summary>Why a dispatch was returned, where this is its revision.</summary>
    public IReadOnlyList<TrackEntry> Reasons { get; init; } = [];

    /// <summary>The dispatch that it answers.</summary>
    public DispatchItem? Answered { get; init; }

    /// <summary>The dispatch of which it is a corrected copy.</summary>
    public DispatchItem? Corrected { get; init; }

    /// <summary>The dispatches from which it is made, as far as the author may have them.</summary>
    public IReadOnlyList<DispatchItem> Sources { get; init; } = [];

    /// <summary>Where the reader should rather be.</summary>
    public string? GoTo { get; init; }

    /// <summary>True when there is no such draft for whoever asks.</summary>
    public bool Missing { get; init; }
}

/// <summary>After what a new draft is made, as the address of the editor says; at most one of them counts.</summary>
/// <param name="Reply">The dispatch that it answers.</param>
/// <param name="Like">The dispatch after which it is modelled.</param>
/// <param name="Corrects">The dispatch whose place it takes.</param>
/// <param name="Template">The template with which it begins.</param>
/// <param name="Sources">The dispatches from which it is made.</param>
internal sealed record DraftOrigin(
    string? Reply,
    string? Like,
    string? Corrects,
    string? Template,
    IReadOnlyList<string> Sources
)
{
    /// <summary>The address of the editor with it.</summary>
    /// <param name="ticket">The draft's id, as issued here.</param>
    public string Address(string ticket)
    {
        var query = new QueryBuilder { { "draft", ticket } };
        foreach (
            var (name, value) in new[]
            {
                ("reply", Reply),
                ("from", Like),
                ("corrects", Corrects),
                ("template", Template),
            }
        )
            if (value is not null)
                query.Add(name, value);
        foreach (var source in Sources)
            query.Add("source", source);
        return $"/dispatches/new{query}";
    }
}

/// <summary>Finds out what the editor begins with: nothing, a template, a reply, an earlier dispatch, a draft.</summary>
internal sealed class DraftBeginnings(
    WriteDraft write,
    DraftStore drafts,
    DispatchReader reader,
    DispatchDetails details,
    SummaryDraft summary,
    DispatchTemplates templates,
    PortionLabels portions,
    IDirectory directory,
    DraftTickets tickets
)
{
    private static readonly DispatchInput Blank = new("", "", Precedence.Routine, [], [], null, null);

    /// <summary>A new draft.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="ticket">Its id, as issued here.</param>
    /// <param name="origin">After what it is made.</param>
    public DraftBeginning New(Principal principal, string? ticket, DraftOrigin origin)
    {
        if (tickets.Read(principal, ticket) is not { } id)
            return new DraftBeginning(default, Blank) { GoTo = origin.Address(tickets.Issue(principal)) };
        var content = Content(principal, origin);
        return new DraftBeginning(id, content)
        {
            Ticket = ticket,
            Sources = reader.Items(principal, content.Sources),
            Answered =
                content.InReplyTo is { } answered && details.Open(principal, answered).Succeeded(out var detail)
                    ? detail.Item
                    : null,
            Corrected =
                content.Corrects is { } corrected && reader.Items(principal, [corrected]) is [var wrong] ? wrong : null,
            // The ticket's draft was saved meanwhile, or even released.
            GoTo =
                drafts.Find(principal, id) is not null ? $"/dispatches/{id}/edit"
                : reader.Knows(principal, id) ? $"/dispatches/{id}"
                : null,
        };
    }

    public DraftBeginning Existing(Principal principal, RecordId id)
    {
        if (write.Open(principal, id).Refused(out var refusal, out var draft))
            return new DraftBeginning(id, Blank)
            {
                Missing = refusal.Kind == RefusalKind.NotFound,
                GoTo = refusal.Kind == RefusalKind.NotFound ? null : $"/dispatches/{id}",
            };
        return new DraftBeginning(id, draft.Content)
        {
            Number = draft.Number,
            Saved = draft.Saved,
            Reasons = [.. draft.Dispatch.Track.Where(entry => entry.Step == Step.Returned)],
            Answered = draft.Answered,
            Corrected = draft.Corrected,
            Sources = reader.Items(principal, draft.Content.Sources),
        };
    }

    /// <summary>Under what the draft stands until it is released: its own labels, and those of what it refers to.</summary>
    public IEnumerable<Label> LabelsOf(Principal principal, DispatchInput content) =>
        reader
            .Items(principal, SourceReader.IdsOf(content))
            .Select(source => source.Label)
            .Concat(content.Label is { } label ? portions.LabelsOf(label, content.Text) : []);

    private DispatchInput Content(Principal principal, DraftOrigin origin)
    {
        if (origin.Sources.Count > 0)
            return summary.Of(principal, origin.Sources) ?? Blank;
        if (RecordId.TryParse(origin.Corrects, out var corrected))
            return write.Correction(principal, corrected) ?? Blank;
        if (DispatchTemplates.Find(origin.Template) is { } template)
            return templates.Begin(template);
        if (
            RecordId.TryParse(origin.Reply, out var answered)
            && details.Open(principal, answered).Succeeded(out var original)
        )
            return ReplyToDispatch.Answer(
                principal,
                directory.For(principal),
                original,
                new ReplyInput("", null, Interim: false, Release: false)
            );
        if (
            !RecordId.TryParse(origin.Like, out var model) || !details.Open(principal, model).Succeeded(out var earlier)
        )
            return Blank;
        var item = earlier.Item;
        return new DispatchInput(
            item.Subject,
            earlier.Text,
            item.Precedence,
            [.. item.Action.Where(party => party != principal.Post)],
            [.. item.Info.Where(party => party != principal.Post)],
            null,
            item.Label.Policy.Length == 0
                ? null
                : (earlier.Base ?? item.Label) with
                {
                    Made = null,
                    MembershipEpoch = 0,
                }
        )
        {
            About = directory.For(principal).Choosable(item.About),
        };
    }
}
