using Legation.Records.Alarms;

namespace Legation.Relay;

/// <summary>Alarms about what came over a line and ought not to between honest nodes.</summary>
internal static class LineAlarms
{
    private const string AskForCopies =
        "Ask its people whether two copies of the node are in use, or an older one was restored. Until that is clear, pause the link on Communications.";

    public static AlarmNotice Refused(RecordId peer, Fault fault) =>
        fault == Fault.RevokedKey
            ? Of(
                fault.Code,
                peer,
                AlarmSeverity.Critical,
                "It brought a record that was signed with a key that was revoked before it came. It was refused.",
                "Whoever has the stolen key may be at work: find out from its people how the record came to them."
            )
        : fault == Fault.Unappliable
            ? Of(
                fault.Code,
                peer,
                AlarmSeverity.Warning,
                "A record that it brought cannot be read here. It sends it again later.",
                "Bring this node's program up to date. If it is, tell those who make it."
            )
        : Of(
            fault.Code,
            peer,
            AlarmSeverity.Critical,
            $"A record that it brought was altered on the way or is not by its home, and was refused: {fault.Code}.",
            "Compare the cards of the record's home: legation card list. If they are the same, find out who stands between the nodes."
        );

    public static AlarmNotice NumberUsedTwice(RecordId peer) =>
        Of(
            "number-used-twice",
            peer,
            AlarmSeverity.Critical,
            "It sent other records under numbers that it had used before.",
            AskForCopies
        );

    public static AlarmNotice OldEpoch(RecordId peer) =>
        Of(
            "old-epoch",
            peer,
            AlarmSeverity.Critical,
            "It sent in an epoch that it has ended: a copy of it that ought to be gone is in use.",
            AskForCopies
        );

    public static AlarmNotice WrongReceipt(RecordId peer) =>
        Of(
            "wrong-receipt",
            peer,
            AlarmSeverity.Critical,
            "Its receipt was not signed by it, or is for another batch. The batch is sent again.",
            "Compare its card: legation card list. If it has a new signing key, accept its new card: legation card accept."
        );

    public static AlarmNotice WrongContent(RecordId peer) =>
        Of(
            "wrong-content",
            peer,
            AlarmSeverity.Critical,
            "It sent a file that is not the one that its record names. What came was thrown away; it sends it again.",
            "If it happens again, ask its people whether their file is damaged, and find out who stands between the nodes."
        );

    public static AlarmNotice AttachmentDamaged { get; } =
        new(
            "attachment-damaged",
            null,
            AlarmSeverity.Critical,
            "A file in the folder attachments is not what it was when it was kept, and is not sent.",
            "Look at the disk. Bring the file back from the backup; its name is in the security events of the journal. Then resume the link.",
            EndsByItself: false
        );

    public static AlarmNotice NoRoom { get; } =
        new(
            "no-room",
            null,
            AlarmSeverity.Warning,
            "Less than 256 MB are free on the disk: files that peers send are not taken. Dispatches still are.",
            "Make room, or move the folder to a larger disk while the node is stopped: legation doctor.",
            EndsByItself: true
        );

    private static AlarmNotice Of(string what, RecordId peer, AlarmSeverity severity, string words, string remedy) =>
        new(what, peer, severity, words, remedy, EndsByItself: false);
}
