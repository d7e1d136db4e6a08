using System.Collections.Immutable;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Releasable;

/// <summary>A version as it is to be signed.</summary>
internal sealed record ReleasableIntent(RecordIntent Record, DispatchBody Body);

/// <summary>
/// Versions of a dispatch for those who may have a part of it. A version is a dispatch of its own: its header and body say
/// nothing of the one from which it was made.
/// </summary>
internal sealed class ReleasableVersions(
    IDirectory directory,
    IDistribution distribution,
    PortionLabels portions,
    AcceptedPolicies policies,
    OfficeOnTheWay offices,
    TimeProvider clock
)
{
    /// <summary>Whom a version can be made for: those who may have a part and do not have it; its addressees first.</summary>
    public IReadOnlyList<RecordId> Candidates(Principal principal, Original original)
    {
        var addressees = Addressees(original).ToList();
        var others = directory.For(principal).Parties.Select(party => party.Id);
        return distribution.ForPart(
            original.Text,
            [.. addressees.Concat(others).Distinct().Except(original.Detail.Audience)]
        );
    }

    /// <summary>Of these, those whom its author had addressed.</summary>
    public static IReadOnlyList<RecordId> LeftOut(Original original, IEnumerable<RecordId> candidates) =>
        [.. candidates.Intersect(Addressees(original))];

    /// <summary>What is left of the text for all of those chosen.</summary>
    public Outcome<ReleasableText> Preview(Principal principal, Original original, IReadOnlyList<RecordId> chosen)
    {
        if (chosen.Count == 0)
            return DispatchRefusals.Missing("for", "Choose whom the version is for.");
        if (NotFor(principal, original, chosen) is { } refusal)
            return refusal;
        var text = original.Text;
        var kept = text.Permitted(label => distribution.Permits(label, chosen));
        return kept.Any(portion => portion.IsSeen)
            ? new ReleasableText(text.Text.Only(kept), [.. text.Text.Seen.Except(kept)], [.. kept])
            : ReleasableRefusals.NothingLeft;
    }

    /// <summary>What those chosen may not have of a text that somebody has made of the dispatch, as sentences.</summary>
    public IReadOnlyList<string> Withheld(
        Original original,
        ReleasableText preview,
        IReadOnlyList<RecordId> chosen,
        string text
    )
    {
        var (dispatch, own) = (original.Text.Text, new PortionedText(text));
        var leftOut = preview.LeftOut.ToLookup(left => SubjectName.OneSpaced(dispatch.WordsOf(left)));
        var whole = (
            from portion in own.Portions
            let words = SubjectName.OneSpaced(own.WordsOf(portion))
            where leftOut.Contains(words)
            select (portion, words)
        ).ToList();
        var told = whole.Select(entry => entry.words).ToHashSet();
        var rest = leftOut.Where(alike => !told.Contains(alike.Key)).SelectMany(alike => alike);
        var marked = portions.Read(original.Text.Base, own).Succeeded(out var read) ? Denied(read, chosen) : [];
        return
        [
            .. whole.Select(entry =>
                $"{entry.portion.Name} of your text is {leftOut[entry.words].First().Name} of the dispatch."
            ),
            .. ReleasableRemarks.Repeated(text, dispatch, rest.OrderBy(left => left.Position)),
            .. marked.Select(portion => $"{portion.Name} of your text is marked {portion.Mark}."),
        ];
    }

    private IEnumerable<Portion> Denied(MarkedText text, IReadOnlyList<RecordId> chosen)
    {
        var permitted = text.Labels.Where(label => distribution.Permits(label, chosen)).ToHashSet();
        return text.Text.Portions.Where(portion =>
            portion.Mark is not null && !permitted.Contains(text.LabelOf(portion))
        );
    }

    /// <summary>The version as it would be signed, or what keeps it from that.</summary>
    /// <param name="principal">Who looks at the original.</param>
    /// <param name="author">In whose name it is released.</param>
    /// <param name="original">The dispatch.</param>
    /// <param name="content">What was made of it.</param>
    public Outcome<ReleasableIntent> Check(
        Principal principal,
        Author author,
        Original original,
        ReleasableContent content
    ) =>
        Preview(principal, original, content.For).Refused(out var refusal, out var preview)
            ? refusal
            : Check(principal, author, original, content, preview);

    /// <summary>The same, with what is left for those whom it is for.</summary>
    public Outcome<ReleasableIntent> Check(
        Principal principal,
        Author author,
        Original original,
        ReleasableContent content,
        ReleasableText preview
    )
    {
        if (Problem(content) is { } problem)
            return problem;
        var under = original.Text.Base with { Made = clock.GetUtcNow() };
        if (portions.Read(under, content.Text).Refused(out var refusal, out var text))
            return refusal;
        if (LabelOf(original, preview, text).Refused(out refusal, out var label))
            return refusal;
        if (!text.Labels.Append(label).All(each => distribution.Permits(each, content.For)))
            return DispatchRefusals.Wrong(
                "text",
                "marked-too-high",
                "The text has a marking that one of them may not have."
            );
        return Intent(principal, author, original, content, label, text);
    }

    // Whoever edits the text does not thereby lower what its paragraphs were marked. A footnote without a marking adds
    // nothing: the paragraphs that refer to it are there.
    private Outcome<Label> LabelOf(Original original, ReleasableText preview, MarkedText text)
    {
        var marks = original.Text.Marks;
        var labels = preview
            .Kept.Where(portion => marks.ContainsKey(portion.Position))
            .Select(portion => marks[portion.Position])
            .Where(label => label != original.Text.Base);
        List<Label> sources = [text.Base, .. text.Marks.Values, .. labels.Distinct()];
        if (sources.Count == 1)
            return text.Base;
        var now = clock.GetUtcNow();
        var dominance = policies.Current.Find(text.Base.Policy)!.Dominant(sources, now);
        return dominance.Label is { } label ? label : PortionRefusals.Nothing(dominance.Reason);
    }

    private ReleasableIntent Intent(
        Principal principal,
        Author author,
        Original original,
        ReleasableContent content,
        Label label,
        MarkedText text
    )
    {
        var view = directory.For(principal);
        var item = original.Detail.Item;
        List<RecordId> copy =
        [
            .. new[] { offices.CopyTo(view, author.InNameOf, item.About) }
                .OfType<RecordId>()
                .Where(party => distribution.Permits(label, [party])),
        ];
        List<RecordId> action = [.. item.Action.Where(content.For.Contains)];
        IEnumerable<RecordId?> own =
        [
            author.InNameOf,
            view.Party(author.InNameOf)?.Office,
            offices.Of(view, author.InNameOf, item.About),
        ];
        return new ReleasableIntent(
            new RecordIntent(author, label, [.. content.For, .. own.OfType<RecordId>(), .. copy])
            {
                Precedence = item.Precedence,
                Expires = item.NoUseAfter,
            },
            new DispatchBody(
                "",
                content.Subject.Trim(),
                content.Text.Trim(),
                "en",
                action,
                [.. content.For.Distinct().Except(action)],
                action.Count > 0 ? item.Due : null,
                null,
                null
            )
            {
                Base = text.IsMarked ? text.Base : null,
                Copy = copy.Count == 0 ? null : copy,
                // Else a version of what is about the office would go to that office.
                About = item.About,
            }
        );
    }

    private Refusal? NotFor(Principal principal, Original original, IReadOnlyList<RecordId> chosen)
    {
        var view = directory.For(principal);
        var candidates = Candidates(principal, original);
        for (var i = 0; i < chosen.Count; i++)
            if (view.Party(chosen[i]) is null)
                return ReleasableRefusals.NotFor(i, "The directory has no such addressee.");
            else if (original.Detail.Audience.Contains(chosen[i]))
                return ReleasableRefusals.NotFor(i, $"{view.FullNameOf(chosen[i])} has the dispatch itself.");
            else if (!candidates.Contains(chosen[i]))
                return ReleasableRefusals.NotFor(i, WhyNot(view, original, chosen[i]));
        return null;
    }

    private string WhyNot(DirectoryView view, Original original, RecordId party) =>
        distribution.Permits(original.Text.Whole, [party])
            ? $"{view.FullNameOf(party)} may have the dispatch itself. Forward it."
            : $"{view.FullNameOf(party)} may have no part of it: {distribution.Preview(original.Text.Base, [party])[0].Why}";

    private static Refusal? Problem(ReleasableContent content)
    {
        if (string.IsNullOrWhiteSpace(content.Subject))
            return DispatchRefusals.Missing("subject", "Give the version a subject.");
        if (string.IsNullOrWhiteSpace(content.Text))
            return DispatchRefusals.Missing("text", "The version has no text.");
        var portions = new PortionedText(content.Text).Portions;
        var referred = portions
            .SelectMany(portion => portion.Part.RefersTo)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            portions.SelectMany(portion => portion.Part.Explains).FirstOrDefault(label => !referred.Contains(label))
                is { } unseen
            ? ReleasableRefusals.Unseen(unseen)
            : null;
    }

    private static IEnumerable<RecordId> Addressees(Original original) =>
        original.Detail.Item.Action.Concat(original.Detail.Item.Info);
}
