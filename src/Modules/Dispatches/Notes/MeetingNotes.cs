using System.Text.RegularExpressions;

namespace Legation.Dispatches.Notes;

/// <summary>
/// Notes of a meeting, line by line: who was there, what was said, what is to be done. What a line is, its beginning says;
/// everything else was said.
/// </summary>
/// <param name="Present">Names, as they stand after “Present:”.</param>
/// <param name="Said">Lines without their own numbers and dashes.</param>
/// <param name="Actions">What is to be done.</param>
internal sealed partial record MeetingNotes(
    IReadOnlyList<string> Present,
    IReadOnlyList<string> Said,
    IReadOnlyList<string> Actions
)
{
    private const string BetweenNames = ",;、，；";

    public static MeetingNotes Read(string text)
    {
        var (present, said, actions) = (new List<string>(), new List<string>(), new List<string>());
        List<string>? under = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0)
                under = null;
            else if (PresentHead().Match(line) is { Success: true } names)
            {
                // Names on lines of their own follow only where none stand on this one.
                under = names.Length == line.Length ? present : null;
                AddNames(present, line[names.Length..]);
            }
            else if (ActionsHead().IsMatch(line))
                under = actions;
            else if (Action().Match(line) is { Success: true } action)
                actions.Add(line[action.Length..].Trim());
            else if (under == present)
                AddNames(present, WithoutSign(line));
            else
                (under ?? said).Add(WithoutSign(line));
        }
        return new MeetingNotes(present, said, actions);
    }

    private static void AddNames(List<string> names, string line) =>
        names.AddRange(
            line.Split(
                BetweenNames.ToCharArray(),
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        );

    private static string WithoutSign(string line) => Sign().Replace(line, "");

    [GeneratedRegex(@"\A(?:present|participants|attendees|出席者)\s*[:：]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex PresentHead();

    [GeneratedRegex(
        @"\A(?:#+\s*)?(?:actions|action points|next steps|to do|今後の対応)\s*[:：]?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ActionsHead();

    [GeneratedRegex(
        @"\A(?:[-*•・]\s*)?(?:\[ \]|→|(?:action|action point|ap|todo|to do|対応)\s*[:：])\s*(?=\S)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Action();

    [GeneratedRegex(@"\A(?:[-*•・]|[0-9]{1,4}[.)])\s+(?=\S)")]
    private static partial Regex Sign();
}
