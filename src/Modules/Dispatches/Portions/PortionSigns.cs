using Legation.Labels;
using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>
/// Shows the labels of paragraphs: as soon as one is marked, each has its mark before it, in letters. A marking that cannot
/// be read here stays as it was written.
/// </summary>
internal sealed class PortionSigns(PortionLabels labels, LabelWords words)
{
    /// <summary>The text with places for marks, and the marks.</summary>
    /// <param name="under">The label of the paragraphs without a marking; null: markings do not count in this text.</param>
    /// <param name="text">Markdown.</param>
    public (string Text, IReadOnlyList<LabelShown> Signs) Of(Label? under, string text)
    {
        if (
            under is null
            || new PortionedText(MarkdownRenderer.WithoutPlaces(text)) is not { IsMarked: true } portioned
        )
            return (text, []);
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
}
