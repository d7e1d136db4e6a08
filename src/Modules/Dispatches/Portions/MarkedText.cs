using Legation.Labels;

namespace Legation.Dispatches.Portions;

/// <summary>A text, the label of each of its paragraphs, and the label of the whole.</summary>
/// <param name="Text">The text.</param>
/// <param name="Base">The label of the paragraphs that carry no marking of their own.</param>
/// <param name="Marks">The labels of those that do, by their position.</param>
/// <param name="Whole">The label of the whole: the dominant one.</param>
internal sealed record MarkedText(PortionedText Text, Label Base, IReadOnlyDictionary<int, Label> Marks, Label Whole)
{
    private Dictionary<int, Label?>? notes;

    public bool IsMarked => Marks.Count > 0;

    /// <summary>
    /// Every label that a reader must be permitted. Not the one of the whole alone: a clearance is a list and may have
    /// the highest classification without a lower one.
    /// </summary>
    public IReadOnlyList<Label> Labels =>
        [Whole, .. Marks.Values.Prepend(Base).Distinct().Where(label => label != Whole)];

    /// <summary>
    /// The label of a paragraph. A footnote without a marking has that of the paragraphs that refer to it, be it through
    /// other footnotes, if they have one and the same; otherwise the base.
    /// </summary>
    public Label LabelOf(Portion portion) =>
        IsNote(portion) ? (notes ??= Notes()).GetValueOrDefault(portion.Position) ?? Base : OwnLabelOf(portion);

    private Label OwnLabelOf(Portion portion) => Marks.GetValueOrDefault(portion.Position, Base);

    private bool IsNote(Portion portion) => portion.Part.Label is not null && !Marks.ContainsKey(portion.Position);

    /// <summary>For each footnote without a marking to which others refer their common label; null: they have several.</summary>
    private Dictionary<int, Label?> Notes()
    {
        var found = new Dictionary<int, Label?>();
        var referring = new Queue<(Portion Portion, Label? Label)>(
            Text.Portions.Where(portion => !IsNote(portion)).Select(portion => (portion, (Label?)OwnLabelOf(portion)))
        );
        while (referring.TryDequeue(out var from))
            foreach (var note in from.Portion.Part.RefersTo.SelectMany(label => Text.Labelled[label]).Where(IsNote))
            {
                var isNew = !found.TryGetValue(note.Position, out var before);
                if (!isNew && (before is null || before == from.Label))
                    continue;
                found[note.Position] = isNew ? from.Label : null;
                referring.Enqueue((note, found[note.Position]));
            }
        return found;
    }

    /// <summary>
    /// What is left of the text for those whom not every label permits. A footnote or the address of a link goes where a
    /// paragraph goes that refers to it, to whom its own label permits; without one nobody would see it, so it stays.
    /// </summary>
    public IReadOnlyList<Portion> Permitted(Func<Label, bool> permits)
    {
        var known = new Dictionary<Label, bool>();
        bool Permits(Label label) => known.TryGetValue(label, out var asked) ? asked : known[label] = permits(label);
        var asked = new HashSet<int>();
        var left = new SortedDictionary<int, Portion>();
        var found = new Queue<Portion>(
            Text.Portions.Where(portion => portion.Part.Label is null && Permits(LabelOf(portion)))
        );
        while (found.TryDequeue(out var portion))
            if (left.TryAdd(portion.Position, portion))
                foreach (var note in portion.Part.RefersTo.SelectMany(label => Text.Labelled[label]))
                    if (asked.Add(note.Position) && Permits(LabelOf(note)))
                        found.Enqueue(note);
        return [.. left.Values];
    }
}
