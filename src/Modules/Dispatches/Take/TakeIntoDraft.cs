using System.Globalization;
using System.Text.RegularExpressions;
using Legation.Dispatches.Attach;
using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Take;

/// <summary>Takes the text of a file into a draft, behind what is there or in its place.</summary>
internal sealed partial class TakeIntoDraft(WriteDraft write, TextIntake intake, FormerTexts former)
{
    /// <summary>Says the number of the draft as it is saved then.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">The draft.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="inPlace">True for the place of what is there, which is kept.</param>
    /// <param name="cancellation">Ends the wait for a turn.</param>
    public async Task<Outcome<int>> HandleAsync(
        Principal principal,
        RecordId id,
        string? name,
        Stream file,
        bool inPlace,
        CancellationToken cancellation
    )
    {
        if (write.Open(principal, id).Refused(out var refusal, out var opened))
            return refusal;
        var before = inPlace ? "" : opened.Content.Text.TrimEnd();
        var intaken = await intake.TakeAsync(principal, file, null, FirstNote(before), cancellation);
        if (intaken.Refused(out refusal, out var taken))
            return refusal;
        var text = before.Length == 0 ? taken.Markdown : $"{before}\n\n{taken.Markdown}";
        if (DraftLimits.Problem(principal, opened.Content with { Text = text }) is { } problem)
            return problem.Field == "text" ? TakeRefusals.TooLong : problem;
        var from = new FormerText(FileNames.Clean(name) ?? "a file", taken.DroppedWords, IsBack: false);
        return await former.TakeAsync(principal, opened, text, from);
    }

    // Footnotes of the draft keep their names.
    private static int FirstNote(string text) =>
        Note()
            .Matches(text)
            .Select(note => int.Parse(note.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max() + 1;

    [GeneratedRegex(@"\[\^([0-9]{1,6})\]")]
    private static partial Regex Note();
}
