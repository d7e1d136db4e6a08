namespace Legation.Ui;

/// <summary>The columns of one table, in the order in which they were written.</summary>
public sealed class ColumnSet<T>
{
    private readonly List<Column<T>> columns = [];

    internal IReadOnlyList<Column<T>> InOrder => columns;

    internal void Add(Column<T> column) => columns.Add(column);
}
