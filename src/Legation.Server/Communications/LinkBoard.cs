using Legation.Records;

namespace Legation.Server.Communications;

/// <summary>The links of this node as people and programs see them.</summary>
internal sealed class LinkBoard
{
    public IReadOnlyList<LinkLine> All() => [];

    public Task<bool> PauseAsync(RecordId peer, string by) => Task.FromResult(false);

    public Task<bool> ResumeAsync(RecordId peer, string by) => Task.FromResult(false);
}

/// <summary>One link.</summary>
/// <param name="Id">The node at the other end.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Its town.</param>
/// <param name="State">up, held, down or paused.</param>
/// <param name="Words">The state in words.</param>
/// <param name="Waiting">Records that wait to be sent.</param>
/// <param name="Held">Records held back because their label does not permit the peer.</param>
/// <param name="LastContact">When the peer was heard last.</param>
/// <param name="Lanes">Lane by lane.</param>
internal sealed record LinkLine(
    RecordId Id,
    string Name,
    string Place,
    string State,
    string Words,
    int Waiting,
    int Held,
    DateTimeOffset? LastContact,
    IReadOnlyList<LaneLine> Lanes
);

/// <summary>One lane of a link.</summary>
/// <param name="Name">system, flash, immediate, priority, routine.</param>
/// <param name="Waiting">Records that wait.</param>
/// <param name="Sent">Numbered so far.</param>
/// <param name="Receipted">Receipted so far.</param>
/// <param name="Why">What it waits for.</param>
internal sealed record LaneLine(string Name, int Waiting, long Sent, long Receipted, string Why);
