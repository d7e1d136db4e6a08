namespace Legation.TextImport.Blocks;

/// <summary>A stretch of words in one form.</summary>
internal sealed record Run(string Text)
{
    public bool Bold { get; init; }

    public bool Italic { get; init; }

    /// <summary>An address that was found safe.</summary>
    public string? Link { get; init; }

    /// <summary>The note to which a mark stands here; there is no text then.</summary>
    public Note? Note { get; init; }

    /// <summary>Whether a new line begins here; there is no text then.</summary>
    public bool IsBreak { get; init; }

    public static Run Break { get; } = new("") { IsBreak = true };

    public bool LooksLike(Run other) =>
        Bold == other.Bold
        && Italic == other.Italic
        && Link == other.Link
        && Note is null
        && other.Note is null
        && !IsBreak
        && !other.IsBreak;
}

/// <summary>A footnote or endnote.</summary>
internal sealed class Note
{
    public IReadOnlyList<Block> Blocks { get; set; } = [];
}
