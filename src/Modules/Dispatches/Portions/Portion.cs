using Legation.Ui;

namespace Legation.Dispatches.Portions;

/// <summary>A paragraph of a dispatch, with the marking that it may carry.</summary>
/// <param name="Position">Its place among all of them.</param>
/// <param name="Part">Where it stands in the text.</param>
/// <param name="Name">What people call it: <c>Paragraph 3</c>.</param>
/// <param name="Beginning">Its first words.</param>
/// <param name="Mark">What stands in its double brackets; null: it is not marked.</param>
internal sealed record Portion(int Position, MarkdownParagraph Part, string Name, string Beginning, string? Mark)
{
    /// <summary>Whether a marking can stand in it. Code and drawn tables have no place for one.</summary>
    public bool CanBeMarked => Part.Words is not null;

    /// <summary>Whether people see it as a part of the text; a rule and the address of a link are none.</summary>
    public bool IsSeen => CanBeMarked || Part.Code.Length > 0;
}
