using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Events;

/// <summary>
/// What one reader is told. Before anything is told he is looked up again, so that what was committed while he had more
/// rights is not told when he has fewer.
/// </summary>
internal sealed class EventStream(EventStreams streams, Func<SignedIn?> anew, EventWriter writer)
{
    private Principal principal = null!;
    private Digest stamp;
    private long position;
    private bool hasTold;

    /// <summary>Begins, or goes on where he was.</summary>
    /// <param name="last">The position that he got last; null: he begins.</param>
    /// <param name="now">From here on he hears of commits.</param>
    /// <returns>False: he has no rights any more.</returns>
    public bool Begin(string? last, long now)
    {
        if (streams.Look(anew) is not { } reader)
            return false;
        (principal, stamp) = reader;
        position = now;
        if (string.IsNullOrEmpty(last))
            TellPosition();
        else if (streams.Positions.Read(stamp, last) is { } seq)
            Tell(streams.Changes.Between(principal, seq, now, streams.Kinds), evenIfNothing: true);
        else
            Tell(null, evenIfNothing: true);
        return true;
    }

    /// <summary>Commits were missed: looks them up.</summary>
    public bool CatchUp(long now)
    {
        if (!LookAgain())
            return false;
        var from = position;
        position = now;
        Tell(streams.Changes.Between(principal, from, now, streams.Kinds), evenIfNothing: false);
        return true;
    }

    /// <summary>Commits were heard.</summary>
    public bool Hear(IReadOnlyList<CommittedChanges> committed)
    {
        if (committed.Count == 0)
            return true;
        position = committed[^1].Seq;
        var mayTell =
            streams.Changes.Of(principal, committed, streams.Kinds) is { Seen.Count: > 0 } or { HasLost: true };
        if (!mayTell && !committed.Any(one => one.MayChangeRights(streams.Kinds)))
            return true;
        if (!LookAgain())
            return false;
        if (mayTell)
            Tell(streams.Changes.Of(principal, committed, streams.Kinds), evenIfNothing: false);
        return true;
    }

    /// <summary>At regular times, whatever is committed: else their timing would tell of it.</summary>
    public bool Beat()
    {
        if (!LookAgain())
            return false;
        writer.Heartbeat();
        TellPosition();
        return true;
    }

    private bool LookAgain()
    {
        hasTold = false;
        if (streams.Look(anew) is not { } reader)
            return false;
        if (reader.Stamp != stamp)
            TellAccess(reader.Stamp);
        (principal, stamp) = reader;
        return true;
    }

    private void Tell(Sighting? sighting, bool evenIfNothing)
    {
        if (sighting is null or { HasLost: true } && !hasTold)
            TellAccess(stamp);
        if (sighting is { Seen: { Count: > 0 } seen })
        {
            streams.Shown(principal, seen);
            writer.Records(EventStreams.Dispatches, seen, Position(stamp));
        }
        else if (evenIfNothing)
            TellPosition();
    }

    private void TellAccess(Digest under)
    {
        hasTold = true;
        writer.Event(EventStreams.Access, position: Position(under));
    }

    private void TellPosition() => writer.Position(Position(stamp));

    private string Position(Digest under) => streams.Positions.Write(under, position);
}
