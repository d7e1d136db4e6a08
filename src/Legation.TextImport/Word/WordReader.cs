using System.Xml.Linq;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Word;

/// <summary>Reads a Word file: its text, with the notes that the text refers to.</summary>
internal sealed class WordReader
{
    private readonly WordPackage package;
    private readonly DroppedParts dropped;
    private readonly Allowance allowance;
    private readonly WordStyles styles;
    private readonly WordNumbering numbering;
    private readonly Relations relations;
    private readonly Dictionary<string, WordNotes> notes;

    private WordReader(WordPackage package, string main, DroppedParts dropped, Allowance allowance)
    {
        (this.package, this.dropped, this.allowance) = (package, dropped, allowance);
        relations = Relations.Of(package, main);
        styles = new WordStyles(package.Read(relations.Target("styles")));
        numbering = new WordNumbering(package.Read(relations.Target("numbering")), styles);
        notes = new Dictionary<string, WordNotes>(StringComparer.Ordinal)
        {
            ["footnoteReference"] = new(package, relations.Target("footnotes"), "footnote"),
            ["endnoteReference"] = new(package, relations.Target("endnotes"), "endnote"),
        };
    }

    public static IReadOnlyList<Block> Read(byte[] file, DroppedParts dropped, Allowance allowance)
    {
        using var opened = WordPackage.Open(file);
        var main = opened.MainPart();
        if (opened.HasMacros)
            dropped.Add(TextPart.Macro);
        return new WordReader(opened, main, dropped, allowance).Read(opened.Read(main).Child("body"));
    }

    private IReadOnlyList<Block> Read(XElement? body)
    {
        var blocks = Blocks(relations, NoteAt).Read(body);
        var heads = body
            ?.Descendants()
            .Where(part => part.Is("headerReference") || part.Is("footerReference"))
            .Select(reference => relations.Part(reference.Value("id")))
            .Distinct(StringComparer.Ordinal);
        if (heads?.Any(HasText) == true)
            dropped.Add(TextPart.PageHead);
        return blocks;
    }

    private Note? NoteAt(string reference, string id) =>
        notes[reference].Of(id, (own, body) => Blocks(own, (_, _) => null).Read(body));

    private WordBlocks Blocks(Relations of, Func<string, string, Note?> note) =>
        new(styles, numbering, new WordRuns(styles, of, note, dropped, allowance), dropped, allowance);

    private bool HasText(string? head)
    {
        allowance.Check();
        return package.Read(head)?.Descendants().Any(part => part.Is("t") && part.Value.Length > 0) == true;
    }
}
