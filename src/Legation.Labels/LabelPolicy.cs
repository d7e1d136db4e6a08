using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>
/// One version of a confidentiality policy (the idea of a SPIF): its words, what they mean to the decision, who belonged
/// to its groups when, and what it makes of other policies' labels. Immutable and safe to use from many threads.
/// </summary>
public sealed class LabelPolicy
{
    private readonly FrozenDictionary<string, Classification> classifications;
    private readonly FrozenDictionary<string, TagSet> tagSets;
    private readonly FrozenDictionary<string, PolicyMapping> mappings;

    internal LabelPolicy(PolicyContent content)
    {
        (Id, Version, Name, MarkingPrefix) = (content.Id, content.Version, content.Name, content.MarkingPrefix);
        Classifications = [.. content.Classifications.Select((entry, position) => entry with { Position = position })];
        (TagSets, Memberships, Mappings) = (content.TagSets, content.Memberships, content.Mappings);
        classifications = Classifications.ToFrozenDictionary(entry => entry.Name, Names.Comparer);
        tagSets = TagSets.ToFrozenDictionary(set => set.Id, Names.Comparer);
        mappings = Mappings.ToFrozenDictionary(mapping => mapping.Policy, Names.Comparer);
        Index = new ValueIndex(TagSets, Memberships);
    }

    /// <summary>Its id, by which labels and clearances name it.</summary>
    public string Id { get; }

    /// <summary>Its version; each takes effect on a node when its security officer accepts it.</summary>
    public int Version { get; }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>Words that stand before the classification in every marking.</summary>
    public string MarkingPrefix { get; }

    /// <summary>Its classifications in the order they are shown.</summary>
    public ImmutableArray<Classification> Classifications { get; }

    /// <summary>Its tag sets in the order they are shown.</summary>
    public ImmutableArray<TagSet> TagSets { get; }

    /// <summary>Who belonged to its groups, epoch by epoch.</summary>
    public ImmutableArray<Membership> Memberships { get; }

    /// <summary>Number of the last epoch, with which new labels are stamped; zero if the policy numbers none.</summary>
    public int CurrentEpoch => Memberships.Length;

    /// <summary>What it makes of labels of other policies.</summary>
    public ImmutableArray<PolicyMapping> Mappings { get; }

    internal ValueIndex Index { get; }

    /// <summary>The classifications a value may not stand with, in the policy's spelling.</summary>
    internal ImmutableArray<string> Excluded(TagValue value) =>
        [.. value.Excludes.OrEmpty().Select(name => FindClassification(name)!.Name)];

    /// <summary>Reads a policy from UTF-8 JSON; what is wrong is listed with its place.</summary>
    public static PolicyParse Parse(ReadOnlyMemory<byte> json) => PolicyReader.Read(json);

    /// <summary>The classification of that name, whatever its case; null if there is none.</summary>
    public Classification? FindClassification(string name) => classifications.GetValueOrDefault(name);

    /// <summary>The tag set of that id, whatever its case; null if there is none.</summary>
    public TagSet? FindTagSet(string id) => tagSets.GetValueOrDefault(id);

    /// <summary>The first rule of the policy that a label of it breaks; null if it is valid.</summary>
    public LabelProblem? Validate(Label label, DateTimeOffset now) => LabelValidation.Problem(this, label, now);

    /// <summary>The first name in a clearance that the policy does not know, and which therefore grants nothing; null if it knows all.</summary>
    public LabelProblem? Validate(Clearance clearance) => ClearanceValidation.Problem(this, clearance);

    /// <summary>
    /// A label newly made, filled in: names in the policy's spelling; instant and membership epoch where absent; default
    /// values for required categories that are absent. A label of another policy comes back unchanged.
    /// For labels made here and now only: an unstamped label from elsewhere would gain members by it.
    /// </summary>
    public Label Complete(Label label, DateTimeOffset now) => LabelCompletion.Complete(this, label, now);

    /// <summary>The label with its names in the policy's spelling; what the policy does not know stays as it is.</summary>
    public Label Spell(Label label) => LabelCompletion.Spell(this, label);

    /// <summary>
    /// What stands for a label in this policy: itself, else its alternative, else what the published mapping yields;
    /// null if there is none. It may be invalid.
    /// </summary>
    public Label? InThisPolicy(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (Names.Same(label.Policy, Id))
            return label;
        var alternatives = label.Alternatives.Where(entry => Names.Same(entry.Policy, Id)).ToList();
        return alternatives.Count switch
        {
            // The alternative has an epoch and a date of its own; those of the originator's count another policy's memberships.
            1 => alternatives[0] with { Alternatives = [] },
            0 => mappings.GetValueOrDefault(label.Policy) is { } mapping
                ? MappedLabel.From(mapping, this, label)
                : null,
            // Two alternatives that could contradict each other are no answer.
            _ => null,
        };
    }

    /// <summary>Whether the clearance may have what the label marks. Every error denies.</summary>
    public Decision Decide(Label label, Clearance clearance, DateTimeOffset now) =>
        Decide(Compile(label, now), Compile(clearance));

    /// <summary>
    /// Whether the clearance may have a text derived from several sources: what its label marks, and the classification
    /// of every source. What waits for a releaser is denied.
    /// </summary>
    public Decision Decide(Dominance derived, Clearance clearance, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(derived);
        if (derived.Label is not { } label)
            return default;
        var decision = Decide(label, clearance, now);
        return
            decision.Permitted
            && derived.Below.FirstOrDefault(name => !clearance.Classifications.Holds(name)) is { } lacking
            ? Decision.Deny(DenialReason.Classification, value: lacking)
            : decision;
    }

    /// <summary>The label resolved, validated and turned into bits, for many decisions.</summary>
    public CompiledLabel Compile(Label label, DateTimeOffset now)
    {
        if (InThisPolicy(label) is not { } ours)
            return new CompiledLabel(this, Decision.Deny(DenialReason.NoLabelInPolicy, value: label.Policy));
        return Validate(ours, now) is { } problem
            ? new CompiledLabel(
                this,
                Decision.Deny(DenialReason.InvalidLabel, value: $"{problem.Place}: {problem.Rule}.")
            )
            : new CompiledLabel(this, ours);
    }

    /// <summary>The clearance turned into bits, for many decisions.</summary>
    public CompiledClearance Compile(Clearance clearance)
    {
        ArgumentNullException.ThrowIfNull(clearance);
        return new CompiledClearance(this, clearance);
    }

    /// <summary>The decision on what was compiled by this very policy version; what another compiled is denied. Allocates nothing.</summary>
    public Decision Decide(in CompiledLabel label, in CompiledClearance clearance)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(clearance);
        if (!ReferenceEquals(label.Policy, this) || !ReferenceEquals(clearance.Policy, this) || !clearance.InPolicy)
            return Decision.Deny(DenialReason.ClearanceInOtherPolicy);
        if (label.Denied is { } denied)
            return denied;
        var classification = label.Classification!;
        if ((clearance.Classifications & (1UL << classification.Position)) == 0)
            return Decision.Deny(DenialReason.Classification, value: classification.Name);
        if (label.Restrictive.FirstMissingFrom(clearance.Held) is >= 0 and var missing)
        {
            var (tagSet, value) = Index.NameAt(missing);
            return Decision.Deny(DenialReason.Restrictive, tagSet, value);
        }
        foreach (var limit in label.Permissive.AsSpan())
            if (!limit.AnyOf.Overlaps(clearance.Held))
                return Decision.Deny(DenialReason.Permissive, limit.TagSet, limit.Values);
        return Decision.Permit;
    }

    /// <summary>The words of the banner, such as <c>ALLIANCE RESTRICTED // REL TO JPN, KOR</c>. Names the policy does not know are shown as they are.</summary>
    public string Marking(Label label) => LabelMarking.Long(this, label);

    /// <summary>The marking where space is short, such as <c>R · JPN KOR</c>.</summary>
    public string ShortMarking(Label label) => LabelMarking.Short(this, label);

    /// <summary>
    /// The label that a marking says: the inverse of <see cref="Marking"/>. Whatever the case; words of the policy's
    /// prefix and the spaces around separators may be left out, letters may stand for words. The label has no date and no
    /// epoch, and nothing of tag sets that markings do not show. Null with the problem, if the marking cannot be read in
    /// one way only.
    /// </summary>
    public Label? ReadMarking(string marking, out LabelProblem? problem) =>
        new MarkingReader(this).Read(marking, out problem);

    /// <summary>The style of the banner, from the classification; that of the highest one for a label the policy does not know.</summary>
    public string ColourClass(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var known = Names.Same(label.Policy, Id) ? FindClassification(label.Classification) : null;
        return (known ?? Classifications.MaxBy(entry => entry.Hierarchy)!).Colour;
    }

    /// <summary>
    /// Where this version lowers what an earlier one protected: each place at which somebody could have, under this
    /// version, what its words withheld from him under the earlier one. Empty if nowhere. What only this version has a
    /// word for, a value, an epoch, a translation, was never protected by the earlier one.
    /// </summary>
    public ImmutableArray<LabelProblem> Lowers(LabelPolicy older) => new PolicyComparison(this, older).Lowered();

    /// <summary>What is otherwise than in an earlier version, in sentences for people.</summary>
    public ImmutableArray<string> ChangesSince(LabelPolicy older) => new PolicyChanges(this, older).Told();

    /// <summary>
    /// Whether a label lets in anybody whom another kept out, among clearances of this policy. It is exact for clearances
    /// that hold with a classification all below it (one with a gap may gain by any change of classification). True if
    /// one of the two is not valid here, or if only <paramref name="to"/> means anything in this policy.
    /// </summary>
    /// <param name="from">The label that was, or that of what something is made from.</param>
    /// <param name="to">The label that is to be.</param>
    /// <param name="now">When the two are judged.</param>
    public bool Widens(Label from, Label to, DateTimeOffset now) => LabelComparison.Widens(this, from, to, now);

    /// <summary>The label of a text derived from sources with these labels, or why a releaser must decide it.</summary>
    public Dominance Dominant(IReadOnlyList<Label> sources, DateTimeOffset now) =>
        new DominantLabel(this, now).Of(sources);
}
