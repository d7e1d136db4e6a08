namespace Legation.Relay;

/// <summary>How a signing key stands.</summary>
public enum KeyState
{
    /// <summary>On the newest card accepted; of this node, in use.</summary>
    Current,

    /// <summary>Replaced; what it signed counts.</summary>
    Former,

    /// <summary>Made and announced; in use when the linked nodes know of it.</summary>
    Announced,

    /// <summary>What comes with it is not taken.</summary>
    Revoked,
}

/// <summary>A signing key as it is known here.</summary>
/// <param name="Node">Whose it is.</param>
/// <param name="NodeName">That node's name.</param>
/// <param name="Key">Its id: SHA-256 of the SubjectPublicKeyInfo.</param>
/// <param name="State">How it stands.</param>
/// <param name="Since">Since when it is known here; null for a revoked one that was never known.</param>
/// <param name="Revoked">When it was revoked here.</param>
/// <param name="RevokedBy">Who said so: a node, or an account of this one; empty for the command line.</param>
public sealed record KeyView(
    RecordId Node,
    string NodeName,
    Digest Key,
    KeyState State,
    DateTimeOffset? Since,
    DateTimeOffset? Revoked,
    string RevokedBy
);

/// <summary>A linked node that does not know of the next keys of this one.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Why">Why it does not.</param>
public sealed record UntoldPeer(RecordId Node, string Name, string Why);

/// <summary>What a revocation came to.</summary>
/// <param name="Keys">How many keys count no longer.</param>
/// <param name="Told">How many nodes are told.</param>
/// <param name="Suspect">Records with these keys that were journalled here since the instant that was asked about.</param>
public sealed record RevocationReport(int Keys, int Told, long Suspect);
