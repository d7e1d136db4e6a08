namespace Legation.TextImport.Blocks;

/// <summary>A paragraph, heading, item or table, as both forms are read into it and Markdown is written from it.</summary>
internal abstract record Block;

/// <summary>A paragraph that belongs to no list.</summary>
internal sealed record ParagraphBlock(IReadOnlyList<Run> Runs) : Block;

/// <summary>A heading.</summary>
/// <param name="Level">1 is the highest.</param>
/// <param name="Number">As it is shown, such as 2.1.</param>
/// <param name="Runs">Its words.</param>
internal sealed record HeadingBlock(int Level, string? Number, IReadOnlyList<Run> Runs) : Block;

/// <summary>An item of a list.</summary>
/// <param name="Level">0 is the outermost.</param>
/// <param name="Number">As it is shown: 3., 1.2, (a); null for a bullet.</param>
/// <param name="Runs">Its words.</param>
internal sealed record ItemBlock(int Level, string? Number, IReadOnlyList<Run> Runs) : Block;

/// <summary>A further paragraph of the item above it.</summary>
internal sealed record ContinuedBlock(int Level, IReadOnlyList<Run> Runs) : Block;

/// <summary>Rows of cells.</summary>
internal sealed record TableBlock(IReadOnlyList<IReadOnlyList<IReadOnlyList<Run>>> Rows) : Block;
