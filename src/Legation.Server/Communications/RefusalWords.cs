using System.Collections.Frozen;

namespace Legation.Server.Communications;

/// <summary>What a peer's refusal means, and what its operator does about it.</summary>
/// <param name="Meaning">In words.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record RefusalWords(string Meaning, string Remedy)
{
    private static readonly RefusalWords Altered = new(
        "What arrived is not what was signed",
        "Have the security officers of both nodes look at it under Security › Decisions, and verify this node's journal: legation audit verify."
    );

    private static readonly RefusalWords NotIts = new(
        "This node wrote what is another's to write",
        "Have the author write it at the office that may, or have headquarters put the directory right."
    );

    private static readonly FrozenDictionary<string, RefusalWords> ByCode = new Dictionary<string, RefusalWords>(
        StringComparer.Ordinal
    )
    {
        ["unreadable"] = Altered,
        ["hash-mismatch"] = Altered,
        ["body-mismatch"] = Altered,
        ["bad-void"] = Altered,
        ["bad-signature"] = new(
            "No key that the peer knows of the record's home signed it",
            "Hand the home's present card to the peer: legation card show, legation card accept."
        ),
        ["revoked-key"] = new(
            "The key that signed it was revoked before the peer had it",
            "Have the author release it again; it is signed with the new key. A renewal: carry the new card there, to be accepted by hand."
        ),
        ["cannot-apply"] = new(
            "The peer's program cannot read this kind of record yet",
            "Wait until the peer runs a newer version; it is sent again when the link is resumed or tried."
        ),
        ["forked-version"] = new(
            "The peer knows another content under this version number",
            "Ask whether a node was restored from a backup without a new epoch; tell the security officers of both."
        ),
        ["another-home"] = new(
            "Another node is the home of this record",
            "Tell the security officer: two nodes write the same record."
        ),
        ["past-the-office"] = new(
            "The dispatch lacks the clearance of the office on its way",
            "Have the author send it through the office, or have headquarters change the route."
        ),
        ["not-its-to-lapse"] = new(
            "The peer does not know this node as the office's",
            "Compare the office's entry at both: legation directory list. Have somebody clear the dispatch meanwhile."
        ),
        ["not-its-post"] = new(
            "The author's post is not in the peer's directory as this node's",
            "Have headquarters enter the post, then release a new version."
        ),
        ["attachment-too-large"] = new(
            "A file is larger than the peer takes",
            "Have the author send it in parts, or ask the peer's operator for room."
        ),
        ["no-room"] = new(
            "The peer's disk has no room for files",
            "They are sent again. Tell the peer's operator; dispatches themselves go on."
        ),
        ["wrong-content"] = new(
            "A file that came is not the one that the record names",
            "It is sent again. If it stays so, compare the file at its home with the record."
        ),
        ["not-named"] = new(
            "The peer has no record yet that names the file",
            "It is sent again when the record has taken effect there."
        ),
        ["no-referent"] = new("It refers to no dispatch", "Have it written again from the page of the dispatch."),
        ["card-unreadable"] = new(
            "The introduced card does not verify",
            "Introduce the node again with its present card: legation card introduce."
        ),
        ["unreadable-entry"] = new(
            "The directory entry cannot be read or has no name",
            "Put it right and import it again: legation directory import."
        ),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words for a code; a code of a newer program is said as it is.</summary>
    public static RefusalWords Of(string code) =>
        ByCode.TryGetValue(code, out var words) ? words
        : code.StartsWith("not-its-", StringComparison.Ordinal) ? NotIts
        : new(
            "A rule of the peer that this program does not know",
            "Ask the peer's operator what the code means there."
        );
}
