namespace Legation.Organisations.Contracts;

/// <summary>A name in one language and script.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Lang">BCP 47 tag, with the script where the language has several: <c>ko</c>, <c>ja-Latn</c>.</param>
/// <param name="Reading">How it is read, in kana or another sounding script.</param>
/// <param name="Family">
/// Of a person: the family name, with which the text begins or ends. The order of names is the person's own; null: not
/// said, as of who has one name only.
/// </param>
public sealed record LocalisedName(string Text, string Lang, string? Reading = null, string? Family = null)
{
    /// <summary>True if the family name stands first, as it does in Japanese, Korean or Hungarian.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFamilyFirst => Family is { } family && Text.StartsWith(family, StringComparison.Ordinal);

    /// <summary>What the text has beside the family name; all of it where that is not said.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Given =>
        Family is not { } family ? Text
        : IsFamilyFirst ? Text[family.Length..].Trim()
        : Text[..^family.Length].Trim();
}
