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
