namespace Legation.Records.Alarms;

/// <summary>Alarms about what a node has brought and no honest one would.</summary>
internal static class RecordAlarms
{
    public static AlarmNotice Of(string code, RecordId peer) =>
        new(code, peer, AlarmSeverity.Critical, Words(code), Remedy, EndsByItself: false);

    public static AlarmNotice TooManyUnverified(RecordId peer) =>
        new(
            LedgerRefusals.TooManyUnverified.Code,
            peer,
            AlarmSeverity.Warning,
            "It brings records of nodes whose card or key is not accepted here, more than this node keeps. It is told to bring them later.",
            "legation doctor says for whose card records wait. Accept those that are right; if none is, ask its people where the records come from.",
            EndsByItself: false
        );

    private const string Remedy =
        "Two copies of a node may be in use, or its key is in other hands: ask its people by another way what they sent. Security › Decisions names the records.";

    private static string Words(string code) =>
        code switch
        {
            "forked-version" => "It brought another content under a version number that is known here.",
            "another-home" => "It brought a version of a record that another node alone may write.",
            "past-the-office" => "It sent a dispatch past the office whose clearance it needs.",
            "signature-of-held-record" => "A record in its name that waited for its card was not signed by it.",
            "revoked-key" =>
                "A record in its name was signed with a key that was revoked before it came. It was refused.",
            _ => $"A record that it brought was refused, and none like it should have come: {code}.",
        };
}
