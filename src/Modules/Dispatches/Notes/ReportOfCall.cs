using System.Globalization;
using System.Text;

namespace Legation.Dispatches.Notes;

/// <summary>The text of a report of call that is made of notes, after the template of that name.</summary>
internal static class ReportOfCall
{
    public const string Template = "report-of-call";

    /// <summary>The text.</summary>
    /// <param name="template">Text of the template: its first section, and what stands where the notes say nothing.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="named">Persons of the directory whom they name outside the list of those present.</param>
    public static string Text(string template, MeetingNotes notes, IReadOnlyList<string> named)
    {
        var text = new StringBuilder(template.Split("\n\n## ")[0].TrimEnd());
        var number = 2;
        if (notes.Present.Count + named.Count > 0)
            text.Append("\n\n## Present\n");
        foreach (var name in notes.Present)
            text.Append("\n- ").Append(name);
        foreach (var name in named)
            text.Append("\n- ").Append(name).Append(" (named in the notes: take this line away if not present)");
        text.Append("\n\n## What was said");
        foreach (var line in notes.Said.DefaultIfEmpty("…"))
            text.Append(CultureInfo.InvariantCulture, $"\n\n{number++}. {line}");
        text.Append(CultureInfo.InvariantCulture, $"\n\n## Comment\n\n{number++}. …\n\n## Next steps\n");
        if (notes.Actions.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{number}. … will … by ….");
        foreach (var action in notes.Actions)
            text.Append("\n- ").Append(action);
        return text.ToString();
    }
}
