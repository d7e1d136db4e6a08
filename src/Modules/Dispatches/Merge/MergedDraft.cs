using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;

namespace Legation.Dispatches.Merge;

/// <summary>What somebody typed, beside what another has saved since he opened the draft.</summary>
internal static class MergedDraft
{
    private const string SubjectKey = "subject";

    /// <summary>Where the two differ, with what was chosen there, or is suggested.</summary>
    public static IReadOnlyList<MergePlace> Places(DraftForm form, DispatchInput saved)
    {
        var places = new List<MergePlace>();
        if (saved.Subject.Trim() != form.Subject?.Trim())
            places.Add(
                new MergePlace(
                    SubjectKey,
                    "The subject",
                    [saved.Subject],
                    [form.Subject ?? ""],
                    TakenOfSubject(form),
                    OffersBoth: false
                )
            );
        places.AddRange(
            Texts(form, saved)
                .Blocks.Where(block => !block.IsSame)
                .Select(
                    (block, i) =>
                        new MergePlace(
                            block.Key,
                            $"Difference {i + 1} in the text",
                            block.Theirs,
                            block.Mine,
                            WordOf(TextMerge.TakenOf(block, form.Merge)),
                            OffersBoth: true
                        )
                )
        );
        return places;
    }

    /// <summary>Puts what was chosen into the form, as the state after the saved one that was shown.</summary>
    public static void Take(DraftForm form, DispatchInput saved)
    {
        form.Text = Texts(form, saved).With(form.Merge);
        if (TakenOfSubject(form) == MergeFields.Theirs)
            form.Subject = saved.Subject;
        form.Number = form.MergedWith;
    }

    private static TextMerge Texts(DraftForm form, DispatchInput saved) =>
        TextMerge.Of(saved.Text, form.Text ?? "", Opened(form));

    private static OpenedText? Opened(DraftForm form) => OpenedText.Read(form.Original, form.Expected);

    // Who has not touched it takes the other's.
    private static string TakenOfSubject(DraftForm form) =>
        form.Merge?.GetValueOrDefault(SubjectKey)
        ?? (Opened(form)?.HadSubject(form.Subject ?? "") == true ? MergeFields.Theirs : MergeFields.Mine);

    private static string WordOf(Taken taken) =>
        taken switch
        {
            Taken.Theirs => MergeFields.Theirs,
            Taken.Mine => MergeFields.Mine,
            _ => MergeFields.Both,
        };
}
