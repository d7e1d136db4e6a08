namespace Legation.Ui;

/// <summary>Names the resource files with the design system's own words; the English text is the key.</summary>
public sealed class UiText;
