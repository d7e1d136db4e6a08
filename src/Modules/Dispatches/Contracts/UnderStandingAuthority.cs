using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Contracts;

/// <summary>What an office's node does by rule, in the name of the person who gave standing authority.</summary>
public static class UnderStandingAuthority
{
    /// <summary>True of a clearance by rule: the person whose name it bears has not seen the dispatch.</summary>
    public static bool IsDone(SignedRecord record) =>
        record.Header.Id.Kind == ClearanceKind.KindName
        && RecordMaker.ReadBody<StepBody>(record).Authority == StepBody.Standing;
}
