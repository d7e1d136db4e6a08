namespace Legation.Organisations.Contracts;

/// <summary>A name in one language and script.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Lang">BCP 47 tag, with the script where the language has several: <c>ko</c>, <c>ja-Latn</c>.</param>
/// <param name="Reading">How it is read, in kana or another sounding script.</param>
public sealed record LocalisedName(string Text, string Lang, string? Reading = null);
