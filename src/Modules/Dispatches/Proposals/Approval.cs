using Legation.Records;

namespace Legation.Dispatches.Proposals;

/// <summary>A proposal that a releaser approved.</summary>
/// <param name="Record">What came of it.</param>
/// <param name="Reason">Why, in its author's words.</param>
/// <param name="About">What one must be able to read to know of it.</param>
/// <param name="Author">Who asked.</param>
/// <param name="Releaser">Who let it go.</param>
/// <param name="At">When.</param>
internal sealed record Approval(
    RecordId Record,
    string Reason,
    IReadOnlyList<RecordId> About,
    Author Author,
    Author Releaser,
    DateTimeOffset At
);
