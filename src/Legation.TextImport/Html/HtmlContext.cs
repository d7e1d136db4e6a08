namespace Legation.TextImport.Html;

/// <summary>How the words at a place look, and to what they belong.</summary>
internal readonly record struct HtmlContext(bool Bold, bool Italic, bool IsStruck, string? Link, bool KeepsLines);
