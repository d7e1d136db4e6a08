using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Contracts;

/// <summary>The standing authorities of this node. Giving and ending are administrative acts.</summary>
public interface IStandingAuthorities
{
    /// <summary>All, the oldest first, for the operator.</summary>
    IReadOnlyList<StandingAuthority> All();

    /// <summary>Those that people of the principal's office gave, the oldest first; none without the duty to clear.</summary>
    IReadOnlyList<StandingAuthority> Of(Principal principal);

    /// <summary>
    /// Whether anything is cleared under it now: its giver has his account, his post and the duty to clear, and a route
    /// leads the sender's dispatches through his office.
    /// </summary>
    bool Clears(StandingAuthority authority);

    /// <summary>The posts over which the principal may give it: what they send goes through his office.</summary>
    IReadOnlyList<RecordId> Senders(Principal principal);

    /// <summary>Gives it over what arrives from now on.</summary>
    /// <param name="giver">In whose name; nobody gives it for another, whose deputy he is for a time only.</param>
    /// <param name="sender">The post whose dispatches are cleared.</param>
    /// <param name="flashOnly">Leaves what is not flash to a person.</param>
    Task<Outcome<StandingAuthority>> GiveAsync(Principal giver, RecordId sender, bool flashOnly);

    /// <summary>Ends one of the principal's office.</summary>
    Task<Outcome<RecordId>> EndAsync(Principal principal, RecordId id);

    /// <summary>Ends any, for the operator.</summary>
    Task<Outcome<RecordId>> EndAsync(RecordId id);
}
