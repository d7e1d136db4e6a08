using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Portions;

/// <summary>Reads the markings of paragraphs. Each is at least the label of the dispatch; the whole has the dominant one.</summary>
internal sealed class PortionLabels(AcceptedPolicies policies, TimeProvider clock)
{
    /// <summary>The text with its labels, or the first marking that cannot stand.</summary>
    /// <param name="under">The label of the paragraphs without a marking; complete and valid.</param>
    /// <param name="text">Markdown.</param>
    public Outcome<MarkedText> Read(Label under, string text) => Read(under, new PortionedText(text));

    public Outcome<MarkedText> Read(Label under, PortionedText text)
    {
        if (Problems(under, text).FirstOrDefault() is { } problem)
            return problem;
        if (!text.IsMarked)
            return new MarkedText(text, under, ImmutableDictionary<int, Label>.Empty, under);
        var policy = policies.Current.Find(under.Policy)!;
        var marks = Marks(policy, under, text).ToDictionary(mark => mark.Portion.Position, mark => mark.Label!);
        var dominance = policy.Dominant([under, .. marks.Values], clock.GetUtcNow());
        return dominance.Label is { } whole
            ? new MarkedText(text, under, marks, whole)
            : PortionRefusals.Nothing(dominance.Reason);
    }

    /// <summary>All that is wrong with the markings, each with its paragraph and the rule.</summary>
    public IEnumerable<Refusal> Problems(Label under, PortionedText text)
    {
        if (policies.Current.Find(under.Policy) is not { } policy)
            return [];
        if (text.Portions.Any(portion => portion.Part.IsUnread))
            return [PortionRefusals.TooDeep];
        return Misplaced(policy, under, text)
            .Concat(Marks(policy, under, text).Select(mark => Problem(policy, under, text, mark)).OfType<Refusal>());
    }

    /// <summary>Whether the markings of a record still count: it was signed with one label and has this one now.</summary>
    public bool Counts(Label signed, Label now) =>
        !policies.Current.Widens(signed, now, clock.GetUtcNow())
        && !policies.Current.Widens(now, signed, clock.GetUtcNow());

    /// <summary>Every label that can be read of a text, whether or not all of its markings can stand.</summary>
    public IEnumerable<Label> LabelsOf(Label under, string text) =>
        Readable(under, new PortionedText(text)).Values.Prepend(under).Distinct();

    /// <summary>What can be shown of the labels of a text that was written elsewhere, perhaps under another version of the policy.</summary>
    public IReadOnlyDictionary<int, Label> Readable(Label under, PortionedText text) =>
        policies.Current.Find(under.Policy) is { } policy
            ? Marks(policy, under, text)
                .Where(mark => mark.Label is not null)
                .ToDictionary(mark => mark.Portion.Position, mark => mark.Label!)
            : ImmutableDictionary<int, Label>.Empty;

    /// <summary>The words that an author puts into the brackets; refused where no words say just this label.</summary>
    public Outcome<string> Write(Label under, Portion portion, Label label)
    {
        var policy = policies.Current.Find(under.Policy);
        if (policy is null || policy.Validate(label, clock.GetUtcNow()) is not null)
            return PortionRefusals.NoMarking(portion);
        var words = Shortened(policy, policy.Marking(label));
        if (policy.ReadMarking(words, out _) is not { } read || !Same(policy, Under(policy, under, read), label))
            return PortionRefusals.NoMarking(portion);
        return IsAtLeast(policy, label, under) ? words : PortionRefusals.Lower(portion, words, policy.Marking(under));
    }

    /// <summary>A label in the words that stand in brackets.</summary>
    public string Words(Label label) =>
        policies.Current.Find(label.Policy) is { } policy
            ? Shortened(policy, policy.Marking(label))
            : policies.Current.Marking(label);

    // Of the words before the classification the last one is enough.
    private static string Shortened(LabelPolicy policy, string marking) =>
        marking[(policy.MarkingPrefix.TrimEnd().LastIndexOf(' ') + 1)..];

    private static IEnumerable<(Portion Portion, Label? Label, LabelProblem? Problem)> Marks(
        LabelPolicy policy,
        Label under,
        PortionedText text
    ) =>
        text
            .Portions.Where(portion => portion.Mark is not null)
            .Select(portion =>
            {
                var read = policy.ReadMarking(portion.Mark!, out var problem);
                return (portion, read is null ? null : Under(policy, under, read), problem);
            });

    private Refusal? Problem(
        LabelPolicy policy,
        Label under,
        PortionedText text,
        (Portion Portion, Label? Label, LabelProblem? Problem) mark
    )
    {
        if (mark.Label is not { } label)
            return PortionRefusals.Unknown(mark.Portion, mark.Problem!.Rule);
        if (text.WordsOf(mark.Portion).Length == 0)
            return PortionRefusals.Alone(mark.Portion);
        if (policy.Validate(label, clock.GetUtcNow()) is { } invalid)
            return PortionRefusals.Unknown(mark.Portion, invalid.Rule);
        return IsAtLeast(policy, label, under)
            ? null
            : PortionRefusals.Lower(mark.Portion, mark.Portion.Mark!, policy.Marking(under));
    }

    // Who marks an item of a list, or mistypes, must not believe that it counts.
    private IEnumerable<Refusal> Misplaced(LabelPolicy policy, Label under, PortionedText text)
    {
        var all = text.Brackets().ToList();
        var letters = new ListLetters(all, words => policy.ReadMarking(words, out _) is not null);
        return all.Where(brackets => brackets.BeginsLine || brackets.IsDouble)
            .Where(brackets => !IsAddress(text, brackets.Portion))
            .Select(brackets => Problem(brackets, !letters.Holds(brackets) && IsMeant(policy, under, brackets)))
            .OfType<Refusal>();
    }

    // Single ones that say no more than the dispatch mislead nobody.
    private bool IsMeant(LabelPolicy policy, Label under, Brackets brackets) =>
        !brackets.IsText
        && policy.ReadMarking(WithoutParentheses(brackets.Words), out _) is { } read
        && (brackets.IsDouble || policy.Widens(Under(policy, under, read), under, clock.GetUtcNow()));

    private static string WithoutParentheses(string words) =>
        string.Concat(words.Where(c => c is not ('(' or ')'))).Trim();

    private static Refusal? Problem(Brackets brackets, bool isMeant) =>
        brackets switch
        {
            { BeginsParagraph: true, IsDouble: true, IsLink: true } when isMeant => PortionRefusals.Linked(brackets),
            { BeginsParagraph: true } when isMeant => PortionRefusals.OtherBrackets(brackets),
            { BeginsParagraph: true, IsDouble: true, IsLink: false } => PortionRefusals.OtherBrackets(brackets),
            _ when isMeant => PortionRefusals.Inside(brackets),
            { BeginsLine: true, IsDouble: true, IsLink: false } => PortionRefusals.Inside(brackets),
            _ => null,
        };

    // One to which nothing refers is a marking with a colon.
    private static bool IsAddress(PortionedText text, Portion portion) =>
        portion.Part is { IsAddress: true, Label: { } label } && text.Referring[label].Any();

    /// <summary>A marking says nothing of tag sets that markings do not show: of these its paragraph has what the dispatch has.</summary>
    private static Label Under(LabelPolicy policy, Label under, Label read) =>
        under with
        {
            Classification = read.Classification,
            Categories = read.Categories.SetItems(
                policy
                    .TagSets.Where(set => set.Marking.Hidden && under.Categories.ContainsKey(set.Id))
                    .Select(set => KeyValuePair.Create(set.Id, under.Values(set.Id)))
            ),
            Alternatives = [],
        };

    private bool IsAtLeast(LabelPolicy policy, Label label, Label under) =>
        !policy.Widens(under, label, clock.GetUtcNow());

    private static bool Same(LabelPolicy policy, Label one, Label other) =>
        Deciding(policy, one) == Deciding(policy, other);

    private static Label Deciding(LabelPolicy policy, Label label) =>
        new()
        {
            Policy = policy.Id,
            Classification = label.Classification,
            Categories = label.Categories.RemoveRange(
                policy.TagSets.Where(set => set.Type == TagSetType.Informative).Select(set => set.Id)
            ),
        };
}
