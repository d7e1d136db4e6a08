using Microsoft.AspNetCore.Components;

namespace Legation.Ui;

/// <summary>One column of a <see cref="DataTable{T}"/>; it writes nothing itself, the table asks it.</summary>
public sealed class Column<T> : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>For a column whose content explains itself: the title is then read out but not shown.</summary>
    [Parameter]
    public bool HideTitle { get; set; }

    [Parameter]
    public string? CssClass { get; set; }

    /// <summary>What the row is about: wide, and the row's heading for a screen reader.</summary>
    [Parameter]
    public bool Subject { get; set; }

    /// <summary>The address that shows the list sorted by this column; turns the title into a link.</summary>
    [Parameter]
    public string? SortHref { get; set; }

    /// <summary>ascending or descending, where the list is now sorted by this column.</summary>
    [Parameter]
    public string? Sorted { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<T>? ChildContent { get; set; }

    [CascadingParameter]
    internal ColumnSet<T>? Set { get; set; }

    internal string? CellClass => Subject ? $"subject {CssClass}".TrimEnd() : CssClass;

    protected override void OnInitialized() => Set?.Add(this);
}
