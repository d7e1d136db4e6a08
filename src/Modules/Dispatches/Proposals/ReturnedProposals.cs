using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Proposals;

/// <summary>What came back from a releaser, for the forms in which its author changes it.</summary>
internal sealed class ReturnedProposals(Releaser releaser)
{
    /// <summary>His own, if it was returned and is of that kind and about that dispatch.</summary>
    public Proposal? Find(Principal principal, string? id, string kind, RecordId dispatch) =>
        id is null
            ? null
            : releaser
                .Own(principal)
                .Select(line => line.Proposal)
                .FirstOrDefault(proposal =>
                    proposal.Returned is not null
                    && proposal.Id.ToString() == id
                    && proposal.Kind == kind
                    && proposal.Dispatch == dispatch
                );
}
