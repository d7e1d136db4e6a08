using System.Xml.Linq;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Word;

/// <summary>The footnotes or the endnotes of a file, which are a part of their own.</summary>
internal sealed class WordNotes
{
    private readonly Dictionary<string, XElement> bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Note> read = new(StringComparer.Ordinal);
    private readonly Relations? relations;

    public WordNotes(WordPackage package, string? part, string name)
    {
        foreach (var body in package.Read(part).Children(name))
            if (body.Value("id") is { } id)
                bodies.TryAdd(id, body);
        relations = part is null ? null : Relations.Of(package, part);
    }

    /// <summary>The note; null if there is none under the id.</summary>
    public Note? Of(string id, Func<Relations, XElement, IReadOnlyList<Block>> blocks)
    {
        if (read.TryGetValue(id, out var known))
            return known;
        if (!bodies.TryGetValue(id, out var body))
            return null;
        var note = read[id] = new Note();
        note.Blocks = blocks(relations!, body);
        return note;
    }
}
