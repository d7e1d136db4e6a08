using Legation.Labels;

namespace Legation.Dispatches.Portions;

/// <summary>A text, the label of each of its paragraphs, and the label of the whole.</summary>
/// <param name="Text">The text.</param>
/// <param name="Base">The label of the paragraphs that carry no marking of their own.</param>
/// <param name="Marks">The labels of those that do, by their position.</param>
/// <param name="Whole">The label of the whole: the dominant one.</param>
internal sealed record MarkedText(PortionedText Text, Label Base, IReadOnlyDictionary<int, Label> Marks, Label Whole)
{
    public bool IsMarked => Marks.Count > 0;

    /// <summary>
    /// Every label that a reader must be permitted. Not the one of the whole alone: a clearance is a list and may have
    /// the highest classification without a lower one.
    /// </summary>
    public IReadOnlyList<Label> Labels =>
        [Whole, .. Marks.Values.Prepend(Base).Distinct().Where(label => label != Whole)];

    /// <summary>The label of a paragraph. A footnote without a marking has that of the paragraphs that refer to it.</summary>
    public Label LabelOf(Portion portion)
    {
        if (Marks.TryGetValue(portion.Position, out var own))
            return own;
        if (portion.Part.Label is not { } label)
            return Base;
        var referring = Text.Referring[label].Where(other => other.Position != portion.Position).ToList();
        return referring.Count > 0 && referring.TrueForAll(other => Marks.ContainsKey(other.Position))
            ? Marks[referring[0].Position]
            : Base;
    }

    /// <summary>
    /// What is left of the text for those whom not every label permits. A footnote or the address of a link goes where a
    /// paragraph goes that refers to it; without one nobody would see it, so it stays.
    /// </summary>
    public IReadOnlyList<Portion> Permitted(Func<Label, bool> permits)
    {
        var known = new Dictionary<Label, bool>();
        bool Permits(Label label) => known.TryGetValue(label, out var asked) ? asked : known[label] = permits(label);
        bool MayGo(Portion note) => !Marks.TryGetValue(note.Position, out var own) || Permits(own);
        var left = new SortedDictionary<int, Portion>();
        var found = new Queue<Portion>(
            Text.Portions.Where(portion => portion.Part.Label is null && Permits(LabelOf(portion)))
        );
        while (found.TryDequeue(out var portion))
            if (left.TryAdd(portion.Position, portion))
                foreach (var note in portion.Part.RefersTo.SelectMany(label => Text.Labelled[label]).Where(MayGo))
                    found.Enqueue(note);
        return [.. left.Values];
    }
}
