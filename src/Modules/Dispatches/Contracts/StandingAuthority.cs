using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>Under it an office clears what a post sends as it arrives, in the name of the person who gave it.</summary>
/// <param name="Id">Its id on this node.</param>
/// <param name="Sender">The post over whose dispatches it was given.</param>
/// <param name="Giver">Who gave it, for himself.</param>
/// <param name="FlashOnly">True: what is not flash waits for a person.</param>
/// <param name="Since">When it was given.</param>
/// <param name="After">Its entry in the journal: what came before waits for a person.</param>
public sealed record StandingAuthority(
    RecordId Id,
    RecordId Sender,
    Author Giver,
    bool FlashOnly,
    DateTimeOffset Since,
    long After
)
{
    /// <summary>The word before <c>--</c> in the ids.</summary>
    public const string IdKind = "standing-authority";

    /// <summary>Whether it was given over this dispatch; whether its giver may still clear it is another question.</summary>
    public bool IsOver(AppliedRecord dispatch) =>
        dispatch.Seq > After
        && dispatch.Header.Author.InNameOf == Sender
        && (!FlashOnly || dispatch.Header.Precedence == Precedence.Flash);
}
