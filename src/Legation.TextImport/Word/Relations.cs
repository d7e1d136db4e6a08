using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>What a part refers to: other parts, and addresses of links.</summary>
internal sealed class Relations
{
    private readonly string folder;
    private readonly List<XElement> all;

    private Relations(string folder, List<XElement> all) => (this.folder, this.all) = (folder, all);

    /// <param name="package">The file.</param>
    /// <param name="part">The part; empty for the file itself.</param>
    public static Relations Of(WordPackage package, string part)
    {
        var slash = part.LastIndexOf('/');
        var within = part[..(slash + 1)];
        return new Relations(
            within,
            [.. package.Read($"{within}_rels/{part[(slash + 1)..]}.rels").Children("Relationship")]
        );
    }

    /// <summary>The part of a kind, such as <c>footnotes</c>.</summary>
    public string? Target(string kind)
    {
        var found = all.Find(relation =>
            relation.Value("TargetMode") != "External"
            && relation.Value("Type")?.EndsWith($"/{kind}", StringComparison.Ordinal) == true
        );
        return Place(found);
    }

    /// <summary>The part that is named by id.</summary>
    public string? Part(string? id) => id is null ? null : Place(all.Find(relation => relation.Value("Id") == id));

    private string? Place(XElement? relation) =>
        relation.Value("Target") is not { } target ? null
        : target.StartsWith('/') ? target[1..]
        : folder + target;

    /// <summary>The address that a link names by id.</summary>
    public string? Address(string? id) =>
        id is null
            ? null
            : all.Find(relation => relation.Value("Id") == id && relation.Value("TargetMode") == "External")
                .Value("Target");
}
