namespace Legation.TextImport.Writing;

/// <summary>An item under which others may stand.</summary>
/// <param name="Level">0 is the outermost.</param>
/// <param name="Column">The column at which it begins.</param>
/// <param name="Inside">The column at which what belongs to it begins.</param>
/// <param name="Number">Its number, where Markdown reads it as one; null for bullets and for numbers written as words.</param>
internal sealed record OpenItem(int Level, int Column, int Inside, ListNumber? Number);

/// <summary>The items that the next block may belong to, the innermost last.</summary>
internal sealed class OpenItems
{
    private readonly List<OpenItem> items = [];

    public void Close() => items.Clear();

    /// <summary>The column for what stands at a level.</summary>
    public int Column(int level) => items.FindLast(item => item.Level < level)?.Inside ?? 0;

    /// <summary>The column for a further paragraph of the item at a level.</summary>
    public int Inside(int level) => items.FindLast(item => item.Level <= level)?.Inside ?? 0;

    /// <summary>
    /// Closes what is deeper than the next item, and gives the number of the item that stands before it in the same column:
    /// Markdown takes both for one list.
    /// </summary>
    public ListNumber? Before(int level)
    {
        var column = Column(level);
        var before = items.FindLast(item => item.Level >= level && item.Column == column)?.Number;
        items.RemoveAll(item => item.Level > level);
        return before;
    }

    public void Open(OpenItem item)
    {
        items.RemoveAll(other => other.Level >= item.Level);
        items.Add(item);
    }
}
