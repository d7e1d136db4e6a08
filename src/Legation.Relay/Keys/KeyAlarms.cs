using Legation.Records.Alarms;

namespace Legation.Relay;

/// <summary>Alarms about keys.</summary>
internal static class KeyAlarms
{
    public const string UnknownKeyName = "unknown-key";
    public const string RevokedName = "key-revoked";

    /// <summary>Records in the name of a node wait because the key that signed them is on none of its cards.</summary>
    public static AlarmNotice UnknownKey(RecordId home) =>
        new(
            UnknownKeyName,
            home,
            AlarmSeverity.Warning,
            "Records in its name are signed with a key that is on no card of it accepted here. They wait.",
            "If its people have made a new key and its renewal does not come, accept its new card: legation card accept. If they have not, somebody writes in its name.",
            EndsByItself: true
        );

    public static AlarmNotice Revoked(RecordId node) =>
        new(
            RevokedName,
            node,
            AlarmSeverity.Critical,
            "Its key was revoked: nothing is taken from it and nothing sent to it.",
            "When its people have made new keys, compare the fingerprint with them and accept its new card: legation card accept.",
            EndsByItself: true
        );

    public static AlarmNotice OwnKeyRevoked(RecordId by) =>
        new(
            "own-key-revoked",
            by,
            AlarmSeverity.Critical,
            "It has told the network that this node's key was revoked: others refuse what this node signs.",
            "Ask its people why. Make new keys (legation key rotate --now) and give your new card to every node: legation card show.",
            EndsByItself: false
        );
}
