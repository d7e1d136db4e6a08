using Legation.Dispatches.Model;
using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>The kinds of records by which others tell that a dispatch has come, and who has it in hand.</summary>
public static class DispatchKinds
{
    /// <summary>A dispatch.</summary>
    public const string Dispatch = DispatchKind.KindName;

    /// <summary>An office lets it go on.</summary>
    public const string Clearance = ClearanceKind.KindName;

    /// <summary>An office sends it back to its author.</summary>
    public const string Return = StepKinds.Return;

    /// <summary>Who released it says that it does not count any more.</summary>
    public const string Cancellation = CancellationKind.KindName;

    /// <summary>A post has it.</summary>
    public const string Acknowledgement = StepKinds.Acknowledgement;

    /// <summary>Whether nothing is to be done about a dispatch any more, as who released it says.</summary>
    public static bool IsCancelled(RecordId dispatch, IKindSession session) =>
        CancellationKind.IsAbout(dispatch, session);
}
