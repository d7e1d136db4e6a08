using Legation.Dispatches.Draft;
using Legation.Dispatches.Take;
using Legation.Dispatches.Templates;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Notes;

/// <summary>Makes the draft of a report of call of notes, and keeps the notes beside it as they were.</summary>
internal sealed class DraftFromNotes(
    Ledger ledger,
    DraftStore drafts,
    DispatchTemplates templates,
    IDirectory directory
)
{
    private const string NameOfNotes = "your notes";

    public static Refusal NoNotes { get; } =
        DispatchRefusals.Missing("notes", "Paste or write notes: of an empty page no report is made.");

    private static Refusal OutOfDate { get; } =
        DispatchRefusals.Wrong(
            "notes",
            "out-of-date",
            "Of this page a draft was made already, under Drafts. To make another of these notes, open the page anew."
        );

    /// <summary>Keeps draft and notes in one transaction; says no more where the same form was posted before.</summary>
    public async Task<Outcome<RecordId>> HandleAsync(Principal principal, RecordId id, string notes)
    {
        if (string.IsNullOrWhiteSpace(notes))
            return NoNotes;
        var content = templates.Begin(DispatchTemplates.Find(ReportOfCall.Template)!);
        var read = MeetingNotes.Read(notes);
        content = content with { Text = ReportOfCall.Text(content.Text, read, Named(principal, read, notes)) };
        if (DraftLimits.Problem(principal, content) is { } problem)
            return problem;
        if (drafts.Find(principal, id) is { } earlier)
            return earlier.Content.Text == content.Text ? id : OutOfDate;
        await ledger.RunAsync(t =>
        {
            if (DraftStore.NumberOf(t, principal.ToAuthor(), id) > 0)
                return false;
            DraftStore.Begin(t, principal, id, content);
            FormerTexts.Begin(t, principal, id, notes, new FormerText(NameOfNotes, "", IsBack: false));
            return true;
        });
        return id;
    }

    // Whole names alone: who else was meant, the author knows.
    private List<string> Named(Principal principal, MeetingNotes read, string notes) =>
        [
            .. directory
                .For(principal)
                .Persons.Where(person =>
                    new[] { person.Name, person.NativeName }.Any(name => IsNamed(name, notes))
                    && !read.Present.Any(line => IsNamed(person.Name, line) || IsNamed(person.NativeName, line))
                )
                .Select(person => person.Name),
        ];

    // “An” is not named by “answer”. Scripts that put no spaces between words have no such edges.
    private static bool IsNamed(string? name, string text)
    {
        if (string.IsNullOrWhiteSpace(name))
            return false;
        for (var at = -1; (at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0; )
            if (
                !IsLatin(name[0])
                || !(at > 0 && IsLatin(text[at - 1])) && !IsLatin(text.ElementAtOrDefault(at + name.Length))
            )
                return true;
        return false;
    }

    private static bool IsLatin(char c) => c < '\u0250' && char.IsLetter(c);
}
