namespace Legation.Dispatches.Portions;

/// <summary>Brackets or parentheses in a text that do not count as a marking, though their author may believe that they do.</summary>
/// <param name="Portion">The paragraph.</param>
/// <param name="Written">As they stand there, in one line.</param>
/// <param name="InSquare">The same with square brackets close together.</param>
/// <param name="Words">What stands between them.</param>
internal sealed record Brackets(Portion Portion, string Written, string InSquare, string Words)
{
    /// <summary>Whether they stand where a marking of the paragraph would stand.</summary>
    public bool BeginsParagraph { get; init; }

    /// <summary>Whether nothing but signs and a number stands before them in their paragraph.</summary>
    public bool LeadsParagraph { get; init; }

    /// <summary>Whether nothing but signs and a number stands before them on their line.</summary>
    public bool BeginsLine { get; init; }

    /// <summary>Whether they follow a comma or a semicolon, as in a list.</summary>
    public bool FollowsComma { get; init; }

    /// <summary>Whether two square ones open.</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether they are parentheses.</summary>
    public bool IsRound { get; init; }

    /// <summary>Whether a link begins with them.</summary>
    public bool IsLink { get; init; }

    /// <summary>
    /// Whether single ones are text whatever stands in them: a link, a small letter, a letter of a word, as in
    /// “[S]tates shall”, or the sign of copyright before a year.
    /// </summary>
    public bool IsText { get; init; }

    /// <summary>The one letter that single ones or parentheses hold; null: they hold something else.</summary>
    public char? Letter => !IsDouble && Words.Length == 1 && char.IsLetter(Words[0]) ? Words[0] : null;
}
