namespace Legation.Dispatches.Take;

/// <summary>What can still be had instead of the text of a draft.</summary>
/// <param name="File">Name of the file from which a text was taken.</param>
/// <param name="Dropped">What of it was not taken over, in a sentence; empty if nothing.</param>
/// <param name="IsBack">Whether the draft has its own text again, and the one with the file's is kept.</param>
public sealed record FormerText(string File, string Dropped, bool IsBack);
