namespace Legation.Records;

/// <summary>What became of a record at the journal's door.</summary>
public enum AppendOutcome
{
    /// <summary>Journalled and in effect.</summary>
    Stored,

    /// <summary>Journalled; takes effect when what it refers to, or its home's card, has come.</summary>
    Held,

    /// <summary>This version was here already; nothing was done.</summary>
    Duplicate,

    /// <summary>Not taken.</summary>
    Refused,
}

/// <summary>What became of a record.</summary>
/// <param name="Outcome">Kind of result.</param>
/// <param name="Seq">Its position; 0 if refused.</param>
/// <param name="Refusal">Why it was refused.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, long Seq, Refusal? Refusal = null);

/// <summary>How far the signature of a record that a peer brings has been checked.</summary>
public enum Arrival
{
    /// <summary>Made by this node.</summary>
    OwnRecord,

    /// <summary>Header signed by its home, body as committed to.</summary>
    Verified,

    /// <summary>Body as committed to; the home's card is not accepted here yet.</summary>
    HomeUnknown,
}
