using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Legation.Dispatches.Portions;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Draft;

/// <summary>Puts a marking into the text for an author who does not write it himself, or takes it off.</summary>
internal sealed class MarkParagraph(PortionLabels labels, AcceptedPolicies policies, TimeProvider clock)
{
    public const string Mark = "mark";
    public const string Unmark = "unmark";

    /// <summary>The text as it is then.</summary>
    /// <param name="under">The label of the dispatch.</param>
    /// <param name="form">The text, the paragraph that was chosen, and what was chosen for it.</param>
    public Outcome<string> Handle(Label? under, DraftForm form)
    {
        var text = new PortionedText(form.Text ?? "");
        if (
            text.Portions.FirstOrDefault(other => KeyOf(text, other) == form.Portion)
            is not { CanBeMarked: true } portion
        )
            return DispatchRefusals.Missing(
                "portion",
                string.IsNullOrEmpty(form.Portion)
                    ? "Choose the paragraph."
                    : "The text is not as it was when these paragraphs were listed. Choose the paragraph again."
            );
        if (form.Act == Unmark)
            return text.With(portion, null);
        if (under is null || policies.Current.Find(under.Policy) is not { } policy)
            return DispatchRefusals.Missing("label", "Choose the classification of the dispatch first.");
        if (string.IsNullOrEmpty(form.PortionClassification))
            return DispatchRefusals.Missing("portion", "Choose the classification of the paragraph.");
        var written = labels.Write(policy.Complete(under, clock.GetUtcNow()), portion, Chosen(policy, under, form));
        return written.Refused(out var refusal, out var words) ? refusal : text.With(portion, words);
    }

    /// <summary>What a page posts for a paragraph, so that none is marked that moved into its place meanwhile.</summary>
    public static string KeyOf(PortionedText text, Portion portion) =>
        $"{portion.Position}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.WordsOf(portion).ReplaceLineEndings())))[..8]}";

    private Label Chosen(LabelPolicy policy, Label under, DraftForm form)
    {
        var categories = (form.PortionTags ?? [])
            .Select(tag => tag.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
            .ToImmutableSortedDictionary(set => set.Key, set => set.ToImmutableArray());
        var hidden = policy
            .TagSets.Where(set => set.Marking.Hidden && under.Categories.ContainsKey(set.Id))
            .Select(set => KeyValuePair.Create(set.Id, under.Values(set.Id)));
        return policy.Complete(
            under with
            {
                Classification = form.PortionClassification!,
                Categories = categories.SetItems(hidden),
                Alternatives = [],
            },
            clock.GetUtcNow()
        );
    }
}
