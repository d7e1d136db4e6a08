using System.Collections.Frozen;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Events;

/// <summary>What all streams of a node rest on.</summary>
internal sealed class EventStreams(
    VisibleChanges changes,
    ReadGateway gateway,
    SignIns signIns,
    AcceptedPolicies policies,
    EventPosition positions,
    IEnumerable<ModuleDefinition> modules
)
{
    /// <summary>Event of a record that is new to the reader or changed.</summary>
    public const string Dispatches = "dispatches";

    /// <summary>Event: the reader has other rights, or has lost something; what was shown to him is to be read anew.</summary>
    public const string Access = "access";

    /// <summary>Event: the last; session or token counts no longer.</summary>
    public const string End = "end";

    /// <summary>Kinds of records of which is told.</summary>
    public FrozenSet<string> Kinds { get; } =
        modules
            .Where(module => module.Name == Dispatches)
            .SelectMany(module => module.Kinds)
            .Select(kind => kind.Name)
            .ToFrozenSet(StringComparer.Ordinal);

    public VisibleChanges Changes => changes;

    public EventPosition Positions => positions;

    /// <summary>Who reads now, and the stamp of what he may; null: nobody any more.</summary>
    public (Principal Principal, Digest Stamp)? Look(Func<SignedIn?> anew)
    {
        if (anew() is not { } signedIn)
            return null;
        var principal = signIns.PrincipalOf(signedIn);
        return (principal, AccessStamp.Of(signedIn, principal, policies.Current));
    }

    /// <summary>Where a page that is read from now on would have its stream begin.</summary>
    public string Begin(SignedIn signedIn, Principal principal) =>
        positions.Write(AccessStamp.Of(signedIn, principal, policies.Current), changes.Now);

    /// <summary>Journals that the records' ids were shown.</summary>
    public void Shown(Principal principal, IReadOnlyList<RecordId> records) =>
        gateway.Shown(principal, "events", records);
}
