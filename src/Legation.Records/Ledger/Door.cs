using Legation.Records.Attachments;
using Legation.Records.Signing;

namespace Legation.Records;

/// <summary>Decides whether a record version may enter the journal, and whether it is here already.</summary>
internal sealed class Door(LedgerParts parts, RecordVersions versions, HeldRecords held, IKindSession kinds)
{
    // Whoever has a link can write in the names of others: what nobody vouches for must not fill the disk.
    private const int MostUnverified = 5_000;

    /// <summary>What becomes of a record that does not enter; null: it does.</summary>
    public AppendResult? Judge(SignedRecord record, Arrival arrival, KnownVersion? current)
    {
        var header = record.Header;
        if (arrival == Arrival.OwnRecord)
            return Refused(OwnVersionProblem(header, current));
        if (Known(header, current) is { } known && (arrival == Arrival.Verified || known.Hash == record.Hash))
            return known.Hash == record.Hash
                ? new AppendResult(AppendOutcome.Duplicate, known.Seq)
                : Refused(LedgerRefusals.ForkedVersion);
        if (arrival == Arrival.HomeUnknown)
            return Unverified(header, record.Hash);
        if (IsFromAnotherHome(header, current))
            return Refused(LedgerRefusals.AnotherHome);
        return Refused(parts.KindOf(header.Id)?.Admit(record, kinds));
    }

    /// <summary>Why a record of this node's own is refused; null if it is not.</summary>
    public Refusal? OwnVersionProblem(RecordHeader header, KnownVersion? current)
    {
        if (header.Home != parts.Node.Id || header.Epoch != parts.Node.Epoch)
            return LedgerRefusals.NotHome;
        if (!header.Attachments.All(attachment => parts.Attachments?.IsHere(attachment) == true))
            return AttachmentRefusals.NotHere;
        if (current is not { } known)
            return header.Version == 1 && header.Previous is null ? null : LedgerRefusals.StaleVersion;
        var follows =
            header.Version == known.Version + 1 && header.Previous == known.Hash && known.Epoch <= header.Epoch;
        return follows ? null : LedgerRefusals.StaleVersion;
    }

    private AppendResult? Unverified(RecordHeader header, Digest hash)
    {
        if (held.Unverified(header, hash) is { } waits)
            return new AppendResult(AppendOutcome.Duplicate, waits);
        return held.HasUnverified(MostUnverified) ? Refused(LedgerRefusals.TooManyUnverified) : null;
    }

    private static AppendResult? Refused(Refusal? refusal) =>
        refusal is null ? null : new AppendResult(AppendOutcome.Refused, 0, refusal);

    private KnownVersion? Known(RecordHeader header, KnownVersion? current)
    {
        if (current is { } known && known.IsSameNumber(header))
            return known;
        // A number beyond the current one can only be here if it is held.
        return held.Count > 0 || (current is { } newer && !newer.IsOlderThan(header)) ? versions.Other(header) : null;
    }

    // One writer per record. The first that came says which node that is.
    private bool IsFromAnotherHome(RecordHeader header, KnownVersion? current)
    {
        var known = current ?? (held.Count > 0 ? versions.AnyOther(header.Id) : null);
        return known is { } version && held.RecordAt(version.Seq).Header.Home != header.Home;
    }
}
