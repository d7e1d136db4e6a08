using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>
/// What lets exactly one version of a dispatch past the office on its route: that office's clearance, or its word that
/// nobody cleared it in time, where the route sets a time.
/// </summary>
internal static class LetGo
{
    /// <summary>The kinds of records that do.</summary>
    public static bool IsKind(string kind) => kind is ClearanceKind.KindName or Lapse.KindName;

    /// <summary>All that let a dispatch go, whichever version of it, as far as they are here.</summary>
    public static List<RecordId> Of(RecordId dispatch, IKindSession session) =>
        session.Query(
            "SELECT step, record FROM p_dispatch_step WHERE dispatch = $1 AND step IN ($2, $3, $4)",
            r => new RecordId(StepKinds.Of(r.GetString(0)), new Guid((byte[])r.GetValue(1), bigEndian: true)),
            dispatch.ToBytes(),
            Step.Cleared,
            Step.ClearedAhead,
            Step.Lapsed
        );

    /// <summary>Whether the office's node has let it go.</summary>
    /// <param name="dispatch">The version.</param>
    /// <param name="terms">The route that leads it through the office.</param>
    /// <param name="office">The office's node.</param>
    /// <param name="session">The transaction that asks.</param>
    public static bool Has(SignedRecord dispatch, RouteTerms terms, RecordId office, IKindSession session)
    {
        // What this node itself let go stays gone, whatever the route says by now.
        var mayLapse = office == session.Node.Id || terms.Limits?.Of(dispatch.Header.Precedence) is not null;
        return VersionSteps
            .By(office, dispatch, session)
            .Exists(step => step.LetsGo && (mayLapse || step.Name != Step.Lapsed));
    }
}
