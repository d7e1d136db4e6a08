namespace Legation.Relay;

/// <summary>Why a carried file is not written or not read.</summary>
internal static class CarriedRefusals
{
    public const string AlteredCode = "carried-altered";

    public static Refusal NoFile { get; } =
        new(RefusalKind.Invalid, "carried-unreadable", "This is no file that a node wrote to be carried.", "file");

    public static Refusal CutOff { get; } =
        new(
            RefusalKind.Invalid,
            "carried-cut-off",
            "The file was cut off: its end is missing. Nothing of it was taken. Copy it again, or have it written anew.",
            "file"
        );

    public static Refusal FromAStranger(RecordId node) =>
        new(
            RefusalKind.Forbidden,
            "carried-from-a-stranger",
            $"The file says that it is by {node}, whose card is not accepted here. Nothing of it was taken.",
            "file"
        );

    public static Refusal Revoked(string name) =>
        new(
            RefusalKind.Forbidden,
            "carried-from-revoked",
            $"The key of {name} was revoked. Nothing of the file was taken. Accept its new card first: legation card accept FILE",
            "file"
        );

    public static Refusal Altered(string name) =>
        new(
            RefusalKind.Forbidden,
            AlteredCode,
            $"The file is not as {name} signed it. Nothing of it was taken. Tell your security officer, and have it written anew.",
            "file"
        );

    public static Refusal ForAnother(string name) =>
        new(RefusalKind.Forbidden, "carried-for-another", $"The file is for {name}. Nothing of it was taken.", "file");

    public static Refusal NoLinkFrom(string name) =>
        new(
            RefusalKind.Conflict,
            "carried-without-link",
            $"There is no link to {name} yet. Nothing of the file was taken. Link it first: legation link add",
            "file"
        );

    public static Refusal NothingWaits(string name) =>
        new(
            RefusalKind.Conflict,
            "carried-nothing",
            $"Nothing waits for {name} that may go there; no file was written."
        );

    /// <summary>With what is left out, and why: nobody else says it.</summary>
    public static Refusal AllLeftOut(string name, IEnumerable<CarriedItem> leftOut) =>
        new(
            RefusalKind.Conflict,
            CarriedFiles.LeftOutCode,
            $"Nothing for {name} can go into a file now; no file was written: {string.Join("; ", leftOut.Select(item => item.Words))}."
        );
}
