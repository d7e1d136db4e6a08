using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>
/// Shows the labels of paragraphs: as soon as one is marked, each has its mark before it, in letters. A marking that cannot
/// be read here stays as it was written; one that no longer counts says what it was.
/// </summary>
internal sealed class PortionSigns(PortionLabels labels, LabelWords words)
{
    /// <summary>The text with places for marks, and the marks.</summary>
    public (string Text, IReadOnlyList<LabelShown> Signs) Of(DispatchDetail detail)
    {
        if (
            (detail.Base ?? detail.SignedBase) is not { } under
            || new PortionedText(MarkdownRenderer.WithoutPlaces(detail.Text)) is not { IsMarked: true } portioned
        )
            return (detail.Text, []);
        return detail.Base is null ? Lapsed(under, portioned) : Standing(under, portioned);
    }

    private (string Text, IReadOnlyList<LabelShown> Signs) Standing(Label under, PortionedText portioned)
    {
        var marked = new MarkedText(portioned, under, labels.Readable(under, portioned), under);
        var signs = new List<LabelShown>();
        var shown = portioned.With(portion =>
        {
            if (!portion.IsSeen || (portion.Mark is not null && !marked.Marks.ContainsKey(portion.Position)))
                return null;
            if (words.Of(marked.LabelOf(portion)) is not { } sign)
                return null;
            signs.Add(sign);
            return MarkdownRenderer.PlaceOf(signs.Count - 1);
        });
        return (shown, signs);
    }

    private (string Text, IReadOnlyList<LabelShown> Signs) Lapsed(Label under, PortionedText portioned)
    {
        var marked = new MarkedText(portioned, under, labels.Readable(under, portioned), under);
        var signs = new List<LabelShown>();
        var shown = portioned.With(portion =>
        {
            // A note had the mark of the paragraphs that refer to it.
            var was = marked.LabelOf(portion);
            if (!portion.IsSeen || (portion.Mark is null && was == under))
                return null;
            var isRead = portion.Mark is null || marked.Marks.ContainsKey(portion.Position);
            signs.Add(LabelShown.Lapsed(isRead ? labels.Words(was) : portion.Mark!));
            return MarkdownRenderer.PlaceOf(signs.Count - 1);
        });
        return (shown, signs);
    }
}
