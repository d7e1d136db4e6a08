using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Takes part in the writer's transaction for every record that takes effect: the relay's outbox does.</summary>
public interface ICommitParticipant
{
    /// <summary>A record has taken effect on this node, by its home here or brought by a peer.</summary>
    void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session);

    /// <summary>A record has taken effect and rests here until another frees it.</summary>
    void Rested(AppliedRecord record, IWriteSession session) { }

    /// <summary>A record that rested here may go on.</summary>
    void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session);

    /// <summary>The card of a node was accepted, or its keys have changed; what it says may count otherwise from now on.</summary>
    void HomeAccepted(RecordId node, IWriteSession session) { }
}

/// <summary>The signing keys of the nodes that this node knows.</summary>
public interface ITrustedKeys
{
    /// <summary>Keys of the node that count; empty when its card is not accepted here.</summary>
    IReadOnlyList<Signing.VerificationKey> KeysOf(RecordId node);

    /// <summary>Whether a key of the node was revoked: what is journalled after that with it does not count.</summary>
    bool IsRevoked(RecordId node, Digest key) => false;
}

/// <summary>What this node has been told of other nodes when their cards were accepted, as far as modules rest on it.</summary>
public interface ITrustedNodes
{
    /// <summary>The organisation for which a node speaks; null when its card is not accepted here.</summary>
    RecordId? OrganisationOf(RecordId node);

    /// <summary>Whether this node follows the routes that a node rules. It always follows its own.</summary>
    bool RulesRoutes(RecordId node);
}
