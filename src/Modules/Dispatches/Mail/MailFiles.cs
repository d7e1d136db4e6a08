using System.Globalization;
using Legation.Dispatches.Attach;
using Legation.Dispatches.Contracts;
using Legation.Records.Attachments;
using Legation.TextImport.Mail;

namespace Legation.Dispatches.Mail;

/// <summary>The files of a mail as those of a draft: as many as a dispatch may have, each once, each under a name of its own.</summary>
internal sealed class MailFiles
{
    private const int LongestBeginning = 100;
    private const int LongestEnding = 10;
    private readonly List<AttachedFile> attached = [];
    private readonly List<string> left = [];

    public IReadOnlyList<AttachedFile> All => attached;

    /// <summary>Whether one more may be attached; if not, its name is noted.</summary>
    public bool HasRoomFor(MailFile file)
    {
        if (attached.Count < AttachRefusals.MostFiles)
            return true;
        left.Add(NameOf(file));
        return false;
    }

    public void Add(MailFile file, KeptContent kept)
    {
        if (attached.All(other => other.Hash != kept.Hash))
            attached.Add(new AttachedFile(Free(NameOf(file)), FileNames.TypeOf(file.MediaType), kept.Size, kept.Hash));
    }

    /// <summary>The text, with what was not attached before it.</summary>
    public string SayIn(string text) =>
        left.Count == 0
            ? text
            : $"Not attached, for a dispatch has at most {AttachRefusals.MostFiles} files: {string.Join(", ", left.Select(AsCode))}.\n\n{text}";

    // In a name nothing is the marking of a paragraph, or any other sign.
    private static string AsCode(string name) => $"`{name.Replace('`', '\'')}`";

    private string NameOf(MailFile file) =>
        FileNames.Clean(file.Name)
        ?? FileNames.Clean(Shortened(file.Name))
        ?? string.Create(CultureInfo.InvariantCulture, $"file-{attached.Count + left.Count + 1}");

    private string Free(string name)
    {
        var free = name;
        for (var number = 2; attached.Any(other => IsNamed(other, free)); number++)
            free = string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}"
            );
        return free;
    }

    private static bool IsNamed(AttachedFile file, string name) =>
        string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name);
        return name[..Math.Min(name.Length, LongestBeginning)] + (ending.Length <= LongestEnding ? ending : "");
    }
}
