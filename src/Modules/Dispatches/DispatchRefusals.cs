using Legation.Records;

namespace Legation.Dispatches;

/// <summary>The refusals of this module, in words for officers.</summary>
internal static class DispatchRefusals
{
    public static Refusal NotFound { get; } =
        new(
            RefusalKind.NotFound,
            "not-found",
            "There is no such dispatch here. It may have been filed under another number."
        );

    public static Refusal PastTheOffice { get; } =
        new(
            RefusalKind.Forbidden,
            "past-the-office",
            "This dispatch must go through the liaison office and lacks its clearance."
        );

    public static Refusal NoSuchTemplate { get; } =
        new(RefusalKind.NotFound, "no-such-template", "There is no such template. GET /templates lists them.");

    public static Refusal NotItsPost { get; } =
        new(RefusalKind.Forbidden, "not-its-post", "A node writes in the name of its own posts alone.");

    public static Refusal NotItsToSettle { get; } =
        new(RefusalKind.Forbidden, "not-its-to-settle", "Only an addressee that is to act answers a dispatch finally.");

    public static Refusal NotItsToReturn { get; } =
        new(RefusalKind.Forbidden, "not-its-to-return", "Only the office on its route returns a dispatch.");

    public static Refusal NotItsToLapse { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-to-lapse",
            "Only the office's own node says that its time to clear a dispatch has ended."
        );

    public static Refusal NotItsToForward { get; } =
        new(RefusalKind.Forbidden, "not-its-to-forward", "Only who has a dispatch forwards it.");

    public static Refusal NotItsToAssign { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-to-assign",
            "Who deals with a dispatch is for its office's own node to say."
        );

    public static Refusal NotYoursToAssign { get; } =
        new(
            RefusalKind.Forbidden,
            "not-yours-to-assign",
            "A dispatch is assigned within an office that it is addressed to, by somebody of that office."
        );

    public static Refusal NotItsVersion { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-version",
            "Only the node that released a dispatch makes a releasable version of it."
        );

    public static Refusal NotItsToRelabel { get; } =
        new(RefusalKind.Forbidden, "not-its-to-relabel", "Only the home of a dispatch relabels it.");

    public static Refusal NotItsToCancel { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-to-cancel",
            "Only the post that released a dispatch cancels it, at the node that released it."
        );

    public static Refusal Cancelled { get; } =
        new(
            RefusalKind.Conflict,
            "cancelled",
            "Who released this dispatch has cancelled it: nothing is to be done about it any more. Its page says why, and whether a corrected copy takes its place."
        );

    public static Refusal NotUnderWay { get; } =
        new(
            RefusalKind.Conflict,
            "not-under-way",
            "A dispatch is forwarded once it has been released and, where it goes through an office, cleared."
        );

    public static Refusal NoReferent { get; } =
        new(RefusalKind.Invalid, "no-referent", "The record names no dispatch that it is about.");

    public static Refusal NotYourDuty { get; } =
        new(
            RefusalKind.Forbidden,
            "not-your-duty",
            "Your account has not been given this duty. The security officer of this node assigns duties."
        );

    public static Refusal OwnDraft { get; } =
        new(
            RefusalKind.Forbidden,
            "own-draft",
            "Nobody clears what he wrote himself, nor in its author's name. Ask a colleague."
        );

    public static Refusal NothingToClear { get; } =
        new(
            RefusalKind.Conflict,
            "nothing-to-clear",
            "This dispatch does not wait for this office's clearance. Reload the page to see what became of it."
        );

    public static Refusal RevisedSince { get; } =
        new(
            RefusalKind.Conflict,
            "revised-since",
            "The author has revised this dispatch since you opened it. Read it as it stands above, then decide."
        );

    public static Refusal NotAddressed { get; } =
        new(RefusalKind.Forbidden, "not-addressed", "Only an addressee acknowledges or answers a dispatch.");

    public static Refusal AnsweredSince { get; } =
        new(
            RefusalKind.Conflict,
            "answered-since",
            "This dispatch has been answered finally since you opened it. Read that answer, then go on with yours in the editor if it is still wanted."
        );

    public static Refusal Acknowledged { get; } =
        new(RefusalKind.Conflict, "acknowledged", "Your post has acknowledged this dispatch already.");

    public static Refusal NotReturned { get; } =
        new(
            RefusalKind.Conflict,
            "not-returned",
            "A released dispatch is changed only after it was returned for revision."
        );

    public static Refusal NotInDirectory { get; } =
        new(
            RefusalKind.Conflict,
            "not-in-directory",
            "Your post is not in the directory, so nobody could take a dispatch from it. Ask your operator to enter it; the draft is kept."
        );

    public static Refusal NotYoursToRevise { get; } =
        new(
            RefusalKind.Forbidden,
            "not-yours-to-revise",
            "Who revises this dispatch must have access that you do not have, or have no longer. Ask a colleague of its post who has it; the draft is kept."
        );

    public static Refusal StaleDraft { get; } =
        new(
            RefusalKind.Conflict,
            "stale-draft",
            "This draft was changed elsewhere since you opened it. Reload it; what you wrote here is kept until you leave the page."
        );

    public static Refusal NeedsNoReleaser { get; } =
        new(RefusalKind.Conflict, "needs-no-releaser", "Nothing keeps you from releasing this yourself.");

    /// <summary>Code of <see cref="NeedsReleaser"/>.</summary>
    public const string NeedsReleaserCode = "needs-releaser";

    public static Refusal NeedsReleaser(string why) =>
        new(
            RefusalKind.Conflict,
            NeedsReleaserCode,
            $"{why} Choose a label that keeps out whom the sources keep out, or send it to a releaser, who decides.",
            "label"
        );

    public static Refusal Missing(string field, string sentence) =>
        new(RefusalKind.Invalid, "missing", sentence, field);

    public static Refusal Wrong(string field, string code, string sentence) =>
        new(RefusalKind.Invalid, code, sentence, field);
}
