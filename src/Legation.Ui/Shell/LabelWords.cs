using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Ui;

/// <summary>A label as a page shows it.</summary>
/// <param name="Full">For banners and titles.</param>
/// <param name="Short">For the mark in a row; empty for several labels together.</param>
/// <param name="Colour">The colour class that repeats it: u, r, c or s.</param>
public sealed record LabelShown(string Full, string Short, string Colour)
{
    /// <summary>Whether it is one that no longer counts.</summary>
    public bool IsLapsed { get; private init; }

    /// <summary>A marking that no longer counts, with what it said.</summary>
    public static LabelShown Lapsed(string said) =>
        new("No longer counts: the dispatch was relabelled", $"was {said}", "") { IsLapsed = true };
}

/// <summary>Labels in the words of the policies that this node accepts.</summary>
public sealed class LabelWords(AcceptedPolicies policies)
{
    private const string Colours = "urcs";
    private const string HighestColour = "s";

    /// <summary>Null for a draft that has none yet.</summary>
    public LabelShown? Of(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.Policy.Length == 0)
            return null;
        var accepted = policies.Current;
        return accepted.Find(label.Policy) is { } policy
            ? new LabelShown(policy.Marking(label), policy.ShortMarking(label), policy.ColourClass(label))
            : new LabelShown(accepted.Marking(label), accepted.Marking(label), HighestColour);
    }

    /// <summary>The banner of a page that shows several: the highest classification and every caveat among them.</summary>
    public LabelShown? Over(IEnumerable<Label> labels)
    {
        var shown = labels.Where(label => label.Policy.Length > 0).ToList();
        if (shown.Count == 0)
            return null;
        var highest = shown
            .GroupBy(label => label.Policy, StringComparer.OrdinalIgnoreCase)
            .Select(group => Of(Highest(group)))
            .OfType<LabelShown>()
            .ToList();
        return highest.Count == 1
            ? highest[0]
            : new LabelShown(
                string.Join(" · ", highest.Select(h => h.Full)),
                "",
                highest.MaxBy(h => Colours.IndexOf(h.Colour, StringComparison.Ordinal))!.Colour
            );
    }

    /// <summary>One label for what stands under several of one policy; the first where they are of more than one.</summary>
    public Label Together(IReadOnlyList<Label> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.GroupBy(label => label.Policy, StringComparer.OrdinalIgnoreCase).ToList() is [var one]
            ? Highest(one)
            : labels[0];
    }

    private Label Highest(IGrouping<string, Label> labels)
    {
        if (policies.Current.Find(labels.Key) is not { } policy)
            return labels.First();
        var top = labels
            .Select(label => policy.FindClassification(label.Classification))
            .MaxBy(c => c?.Hierarchy ?? int.MaxValue);
        if (top is null)
            return labels.First(label => policy.FindClassification(label.Classification) is null);
        var caveats = policy
            .TagSets.Where(set => set.Type == TagSetType.Restrictive)
            .ToImmutableSortedDictionary(
                set => set.Id,
                set =>
                    labels
                        .SelectMany(label => label.Values(set.Id))
                        .Distinct(StringComparer.OrdinalIgnoreCase)
                        .ToImmutableArray()
            );
        return new Label
        {
            Policy = policy.Id,
            Classification = top.Name,
            Categories = caveats,
        };
    }
}
