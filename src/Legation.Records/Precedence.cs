namespace Legation.Records;

/// <summary>How urgent a record is on its way; a higher one overtakes a lower one (ACP 121, chapter 2).</summary>
public enum Precedence
{
    /// <summary>By the ordinary means, within the working day.</summary>
    Routine = 0,

    /// <summary>Before routine.</summary>
    Priority = 1,

    /// <summary>At once; wakes the desk.</summary>
    Immediate = 2,

    /// <summary>Before all else; wakes the duty officer.</summary>
    Flash = 3,
}
