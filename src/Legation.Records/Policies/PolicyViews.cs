using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records.Policies;

/// <summary>A policy as this node has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Accepted">The version that counts here; null if none was accepted.</param>
/// <param name="Offered">A version that has come or was issued here and waits to be accepted; null if none does.</param>
public sealed record PolicyView(string Id, AcceptedPolicy? Accepted, OfferedPolicy? Offered)
{
    /// <summary>The record whose versions are this policy's; null for one that is part of the program alone.</summary>
    public RecordId? Record { get; init; }
}

/// <summary>A version that the security officer accepted.</summary>
/// <param name="Policy">The version.</param>
/// <param name="At">When; null for one that is part of the program.</param>
/// <param name="By">Account that accepted it; empty for the command line and for one that is part of the program.</param>
public sealed record AcceptedPolicy(LabelPolicy Policy, DateTimeOffset? At, string By);

/// <summary>A version that waits for the security officer.</summary>
/// <param name="Policy">The version.</param>
/// <param name="Record">Its record.</param>
/// <param name="Home">Node that issued it.</param>
/// <param name="At">When this node journalled it.</param>
/// <param name="Lowers">Where it lowers what an accepted version protected; then it cannot be accepted.</param>
public sealed record OfferedPolicy(
    LabelPolicy Policy,
    RecordId Record,
    RecordId Home,
    DateTimeOffset At,
    ImmutableArray<LabelProblem> Lowers
);

/// <summary>Told that other policies count on this node.</summary>
public interface IPolicyFollower
{
    /// <summary>
    /// A policy is accepted in this transaction: notes that all is to be decided again. A node that stops before
    /// <see cref="PoliciesChangedAsync"/> finds the note when it starts. Touches nothing outside the transaction.
    /// </summary>
    void PolicyAccepted(LedgerTransaction transaction);

    /// <summary>It is durable and counts: decides again what was decided under the policies before.</summary>
    Task PoliciesChangedAsync();
}
