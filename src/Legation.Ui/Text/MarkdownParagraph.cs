using System.Collections.Immutable;

namespace Legation.Ui;

/// <summary>A stretch of a Markdown text that its author takes for one paragraph.</summary>
/// <param name="Start">Where its first line begins.</param>
/// <param name="End">Where the next one begins, or the text ends.</param>
public sealed record MarkdownParagraph(int Start, int End)
{
    /// <summary>Where its words begin, behind numbers and signs; null for code, rules and drawn tables, which have no such place.</summary>
    public int? Words { get; init; }

    /// <summary>Its number, for an item of a numbered list; the digits are the first in it.</summary>
    public int? Number { get; init; }

    /// <summary>The label by which others refer to it, for a footnote or the address of a link.</summary>
    public string? Label { get; init; }

    /// <summary>Whether nothing of it is shown where it stands: the address of a link.</summary>
    public bool IsAddress { get; init; }

    /// <summary>Whether it is a whole text that nests too deeply to be divided, and is shown as it was written.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Labels of footnotes and links that are explained in it; who reads the text sees those only where others refer to them.</summary>
    public ImmutableArray<string> Explains { get; init; } = [];

    /// <summary>The labels to which it refers.</summary>
    public ImmutableArray<string> RefersTo { get; init; } = [];

    /// <summary>Blocks of code in it.</summary>
    public ImmutableArray<Range> Code { get; init; } = [];

    /// <summary>Those of them that a line of signs opens; the others are merely indented.</summary>
    public ImmutableArray<Range> FencedCode { get; init; } = [];

    /// <summary>Stretches of code within its lines.</summary>
    public ImmutableArray<Range> InlineCode { get; init; } = [];

    /// <summary>Where links, pictures and references to footnotes begin in it, in order.</summary>
    public ImmutableArray<int> Links { get; init; } = [];
}
