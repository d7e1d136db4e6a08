using Legation.Dispatches.Contracts;
using Legation.Dispatches.Portions;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Relabel;

/// <summary>Tells what becomes of the markings of a dispatch, and of versions made of it, by another label.</summary>
internal sealed class MarkingReach(
    PortionLabels portions,
    AcceptedPolicies policies,
    IDirectory directory,
    TimeProvider clock
)
{
    /// <summary>A sentence for each thing that whoever decides should know; of versions only those that he may have.</summary>
    public IReadOnlyList<string> Of(Principal principal, DispatchDetail detail, Label label)
    {
        if (detail.EffectiveLabel is not { } before || portions.Counts(before, label))
            return [];
        var view = directory.For(principal);
        return
        [
            .. Markings(detail, label),
            .. detail
                .Versions.Select(version => version.Action.Concat(version.Info).Select(view.FullNameOf))
                .Select(names =>
                    $"A releasable version was made for {string.Join("; ", names)}; it keeps its own label."
                ),
        ];
    }

    private List<string> Markings(DispatchDetail detail, Label label)
    {
        if (detail is not { SignedBase: { } under, SignedLabel: { } signed })
            return [];
        if (portions.Counts(signed, label))
            return ["The markings of its paragraphs count again."];
        var text = new PortionedText(detail.Text);
        var marks = portions.Readable(under, text);
        var weakened = text
            .Portions.Where(portion => portion.Mark is not null)
            .Select(portion => Weakened(portion, marks.GetValueOrDefault(portion.Position), label))
            .OfType<string>()
            .ToList();
        return weakened.Count > 0
            ? weakened
            : [$"The markings of its paragraphs no longer count: all of it is {policies.Current.Marking(label)}."];
    }

    private string? Weakened(Portion portion, Label? mark, Label label)
    {
        if (mark is null)
            return $"{portion.Name} was marked {portion.Mark}, which this node cannot read any more.";
        return policies.Current.Widens(mark, label, clock.GetUtcNow())
            ? $"{portion.Name} was marked {portions.Words(mark)}, which keeps out readers whom the new label lets in."
            : null;
    }
}
