namespace Legation.Ui;

// Not beside those files: the build would then name them after this class, and they would not be found.
/// <summary>Names the resource files with the design system's own words; the English text is the key.</summary>
public sealed class UiText;
