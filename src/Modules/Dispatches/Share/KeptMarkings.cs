using Legation.Dispatches.Contracts;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Share;

/// <summary>
/// A co-author lowers no marking: words that stood in a marked paragraph, or most of them, stand under nothing lower after
/// he has saved.
/// </summary>
internal sealed class KeptMarkings(
    ReleaseCheck check,
    PortionLabels portions,
    AcceptedPolicies policies,
    TimeProvider clock
)
{
    private const int Run = 4;

    // Of a paragraph that was changed, parted or joined to another, so much at least stands in both.
    private const double MostOfIt = 0.6;

    /// <summary>The first paragraph that would lose its marking; null: there is none.</summary>
    public Refusal? Problem(DispatchInput before, DispatchInput then)
    {
        if (before.Text == then.Text || check.CompleteLabel(before.Label).Refused(out _, out var under))
            return null;
        var were = Read(under, before.Text);
        var marked = were.Where(paragraph => paragraph.Label != under).ToList();
        if (marked.Count == 0)
            return null;
        var stood = were.Select(paragraph => (paragraph.Words, paragraph.Label)).ToHashSet();
        return
            Read(under, then.Text)
                .Where(paragraph => !stood.Contains((paragraph.Words, paragraph.Label)))
                .SelectMany(paragraph => marked.Where(other => Lowers(other, paragraph)))
                .FirstOrDefault()
                is { } lowered
            ? ShareRefusals.Lowered(lowered.Name)
            : null;
    }

    private bool Lowers(Marked was, Marked now) =>
        policies.Current.Widens(was.Label, now.Label, clock.GetUtcNow()) && was.Runs.ShareIn(now.Runs) >= MostOfIt;

    private List<Marked> Read(Label under, string text)
    {
        var read = new PortionedText(text);
        var labels = portions.Readable(under, read);
        return
        [
            .. read.Portions.Select(portion => new Marked(
                portion.Name,
                PlainWords.Of(read.WordsOf(portion)),
                labels.GetValueOrDefault(portion.Position, under)
            )),
        ];
    }

    private sealed class Marked(string name, string words, Label label)
    {
        private CharacterRuns? runs;

        public string Name { get; } = name;

        public string Words { get; } = words;

        public Label Label { get; } = label;

        public CharacterRuns Runs => runs ??= new CharacterRuns(Words, Run);
    }
}
