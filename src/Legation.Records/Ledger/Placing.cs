using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Gives a journalled record its place: in effect, superseded, or held until what it lacks is here; and places what was
/// held for it.
/// </summary>
internal sealed class Placing(
    LedgerParts parts,
    IWriteSession session,
    RecordVersions versions,
    HeldRecords held,
    Door door,
    Effects effects,
    LedgerTransaction transaction
)
{
    private readonly Queue<RecordId> arrived = new();
    private bool settling;

    /// <summary>How many took effect late in this transaction; set back where a part of it is undone.</summary>
    public int Late { get; set; }

    public AppendOutcome Place(AppliedRecord record, KnownVersion? current, Arrival arrival, bool isLate)
    {
        if (current is { } newer && !newer.IsOlderThan(record.Header))
        {
            versions.PutOther(record);
            return AppendOutcome.Stored;
        }
        // A home writes only about what it has; others may get it in any order.
        if (
            arrival != Arrival.OwnRecord
            && parts.KindOf(record.Header.Id)?.Awaits(record.Record, transaction) is { } missing
        )
        {
            versions.PutOther(record);
            held.Hold(missing.ToString(), unverified: false, record);
            return AppendOutcome.Held;
        }
        TakeEffect(record, current, isLate);
        return AppendOutcome.Stored;
    }

    /// <summary>Places what waited for its home's card, now that it has been found to be signed; returns why it may not.</summary>
    public Refusal? PlaceVerified(AppliedRecord record)
    {
        var current = versions.Current(record.Header.Id);
        if (door.Judge(record.Record, Arrival.Verified, current) is { } decided)
            return decided.Refusal;
        Place(record, current, Arrival.Verified, isLate: true);
        return null;
    }

    /// <summary>Takes what was held, whatever comes of it: what released the record is good.</summary>
    public void Release(AppliedRecord record, Func<AppliedRecord, Refusal?> place)
    {
        Refusal? refusal = null;
        if (!transaction.Tried(() => refusal = place(record)))
            refusal = LedgerRefusals.CannotApply;
        if (refusal is null)
            return;
        // As if it had never come: brought again, it is judged again.
        versions.DropOther(record.Header);
        transaction.Strike(record.Record, refusal.Code);
    }

    /// <summary>Places all that waited for something; returns how many versions that were.</summary>
    public int Released(string missing)
    {
        var released = 0;
        foreach (var record in held.Take(missing, unverified: false))
        {
            Release(record, PlaceReleased);
            released++;
        }
        return released;
    }

    private void TakeEffect(AppliedRecord record, KnownVersion? superseded, bool isLate)
    {
        if (isLate)
            session.Execute(JournalSql.PutLate, transaction.Head.Seq, ++Late, record.Seq);
        effects.Of(record, superseded, isLate);
        parts.KindOf(record.Header.Id)?.TakeEffect(record, transaction);
        if (held.Count == 0)
            return;
        arrived.Enqueue(record.Header.Id);
        foreach (var brought in parts.KindOf(record.Header.Id)?.Brings(record.Header) ?? [])
            arrived.Enqueue(brought);
        if (parts.KindOf(record.Header.Id)?.ChangesWaitsFor(record.Header) is { } kind)
            foreach (var awaited in held.AwaitedOf(kind))
                arrived.Enqueue(awaited);
        Settle();
    }

    // A loop, not a recursion: a peer may send a chain of any length in reverse.
    private void Settle()
    {
        if (settling)
            return;
        settling = true;
        while (arrived.TryDequeue(out var referent))
            Released(referent.ToString());
        settling = false;
    }

    private Refusal? PlaceReleased(AppliedRecord record)
    {
        // What the kind could not judge without what was missing it judges now.
        if (parts.KindOf(record.Header.Id)?.Admit(record.Record, transaction) is { } refusal)
            return refusal;
        var current = versions.Current(record.Header.Id);
        if (current is null || current.Value.IsOlderThan(record.Header))
            versions.DropOther(record.Header);
        Place(record, current, Arrival.Verified, isLate: true);
        return null;
    }
}
