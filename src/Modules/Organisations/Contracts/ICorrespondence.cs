using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Contracts;

/// <summary>What was written to somebody and by him; the module that keeps dispatches answers.</summary>
public interface ICorrespondence
{
    /// <summary>The latest between this side and the other, as far as the reader may have it.</summary>
    /// <param name="reader">Who is about to call.</param>
    /// <param name="other">Whom he calls, or the post.</param>
    /// <param name="most">How many of each at most.</param>
    CallNotes With(Principal reader, CalledSide other, int most);
}

/// <summary>Whom one calls.</summary>
/// <param name="Person">The person; null: whoever holds the posts.</param>
/// <param name="Posts">The posts that he holds.</param>
public sealed record CalledSide(RecordId? Person, ImmutableArray<RecordId> Posts);

/// <summary>What one should have in mind before a call; the latest first, what is due first where something waits.</summary>
/// <param name="Wrote">What he wrote, or was written in the name of his posts.</param>
/// <param name="WasSent">What was addressed to his posts.</param>
/// <param name="WaitsThere">What his side is to answer.</param>
/// <param name="WaitsHere">What the reader's side is to answer him.</param>
public sealed record CallNotes(
    ImmutableArray<CallNote> Wrote,
    ImmutableArray<CallNote> WasSent,
    ImmutableArray<CallNote> WaitsThere,
    ImmutableArray<CallNote> WaitsHere
);

/// <summary>A dispatch in one line.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Number">Its number.</param>
/// <param name="Href">Its page.</param>
/// <param name="Date">When it was released.</param>
/// <param name="Due">When the answer is wanted; null: none is.</param>
/// <param name="Label">Its label.</param>
public sealed record CallNote(
    string Subject,
    string Number,
    string Href,
    DateTimeOffset Date,
    DateTimeOffset? Due,
    Label Label
);
