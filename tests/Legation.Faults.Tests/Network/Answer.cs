using System.Net;

namespace Legation.Faults.Tests.Network;

/// <summary>An answer of the API.</summary>
/// <param name="Status">Null when there was none: the node was down, or went down meanwhile.</param>
/// <param name="Code">Stable name of what was refused.</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Id">Id of what was made.</param>
/// <param name="Replayed">It is the kept answer to an earlier request.</param>
internal sealed record Answer(HttpStatusCode? Status, string Code, string Sentence, string Id, bool Replayed)
{
    public static Answer None { get; } = new(null, "", "", "", false);

    /// <summary>Fails on a refusal that the same request would meet again.</summary>
    public void ShouldBeWorthRepeating()
    {
        if (Status is null or >= HttpStatusCode.InternalServerError)
            return;
        Code.ShouldBeOneOf(["in-progress", "outcome-unknown"], Sentence);
    }
}
