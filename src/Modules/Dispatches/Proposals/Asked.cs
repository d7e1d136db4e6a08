using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Proposals;

/// <summary>What is asked of a releaser, as its <see cref="ProposalKind"/> writes it.</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Dispatch">The dispatch or draft that it is about.</param>
/// <param name="Content">What is asked, in the kind's form.</param>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Asks">What is asked, as a sentence.</param>
/// <param name="Labels">
/// Labels of what is shown beside the records: for whoever may not have one of them there is no such proposal.
/// </param>
/// <param name="About">Records that one must be able to read: for whoever may not, there is no such proposal.</param>
internal sealed record Asked(
    string Kind,
    RecordId Dispatch,
    string Content,
    string Title,
    string Asks,
    IReadOnlyList<Label> Labels,
    IReadOnlyList<RecordId> About
);
