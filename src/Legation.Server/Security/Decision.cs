using Legation.Labels;
using Legation.Records;

namespace Legation.Server.Security;

/// <summary>An entry of the journal, read but not yet asked who may be told of its records.</summary>
/// <param name="What">What was decided or done, in words.</param>
/// <param name="Nodes">The other nodes that it is about.</param>
/// <param name="Matters">Each record that it is about.</param>
/// <param name="Said">What else it says, line by line.</param>
internal sealed record Decision(
    string What,
    IReadOnlyCollection<RecordId> Nodes,
    IReadOnlyList<Matter> Matters,
    IReadOnlyList<string> Said
);

/// <summary>A record in an entry.</summary>
/// <param name="Position">Its position in the journal, where that is what the entry has.</param>
/// <param name="Record">The record, where the entry names it.</param>
/// <param name="Words">What was decided about it.</param>
/// <param name="IsCounted">True if it is only counted, unless it is asked for.</param>
internal readonly record struct Matter(long? Position, RecordId? Record, string Words, bool IsCounted = false);

/// <summary>One entry of the journal in words, for one officer.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="At">When it was journalled.</param>
/// <param name="What">What was decided or done.</param>
/// <param name="Lines">What it was about, line by line.</param>
internal sealed record DecisionEntry(long Seq, DateTimeOffset At, string What, IReadOnlyList<DecisionLine> Lines);

/// <summary>A line of an entry.</summary>
/// <param name="Text">In words.</param>
/// <param name="Record">The record that it is about, if that is for the officer.</param>
/// <param name="Label">Its label.</param>
internal sealed record DecisionLine(string Text, RecordId? Record = null, Label? Label = null);

/// <summary>A page of entries.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Position before which the next page begins; null: there is none.</param>
/// <param name="SearchedTo">
/// Set where no more was found in as many entries as are looked through at one time: how far back that is.
/// </param>
internal sealed record DecisionPage(IReadOnlyList<DecisionEntry> Entries, long? Next, DateTimeOffset? SearchedTo);
