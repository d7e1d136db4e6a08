namespace Legation.Dispatches.Portions;

/// <summary>Brackets in a text that do not count as a marking, though their author may believe that they do.</summary>
/// <param name="Portion">The paragraph.</param>
/// <param name="Written">As they stand there, in one line.</param>
/// <param name="InSquare">The same with square brackets close together.</param>
/// <param name="Words">What stands between them.</param>
internal sealed record Brackets(Portion Portion, string Written, string InSquare, string Words)
{
    /// <summary>Whether they stand where a marking of the paragraph would stand.</summary>
    public bool BeginsParagraph { get; init; }

    /// <summary>Whether nothing but signs and a number stands before them on their line.</summary>
    public bool BeginsLine { get; init; }

    /// <summary>Whether two of them open.</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether a link begins with them.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether single ones hold one letter that is part of a word or of a link, as in “[S]tates shall”.</summary>
    public bool IsLetter { get; init; }
}
