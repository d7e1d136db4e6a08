namespace Legation.Organisations;

// In the root: the build names resource files after a class that stands beside them, and they would not be found.
/// <summary>Names the resource files with the directory's words; the English text is the key.</summary>
public sealed class DirectoryText;
