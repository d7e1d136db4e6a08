using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>What follows from a record that takes effect: rows on the screens, links on which it goes, what it grants and frees.</summary>
internal sealed class Effects(
    LedgerParts parts,
    IWriteSession session,
    RecordVersions versions,
    EffectiveAccess access,
    LedgerTransaction transaction
)
{
    private readonly RestingRecords resting = new(session);

    /// <summary>Makes a version the current one, in the place of another if there is one.</summary>
    public void Of(AppliedRecord placed, KnownVersion? superseded, bool isLate)
    {
        // What grants or relabels waits for what it refers to, so there is none before a record comes for the first time.
        var record = superseded is null && !isLate ? placed : access.Of(placed);
        if (superseded is not null)
            KeepBefore(record.Header.Id);
        versions.PutCurrent(record, superseded is not null);
        parts.Access.Replace(record.Header.Id, superseded?.Seq, record.Seq, record.Label, record.Audience);
        Show(record, isNew: true);
        Free(record);
        Grant(record);
        GoAlong(record);
        Relabel(record);
        LookAgain(record);
    }

    // What has gone on is not called back: by a rule of a later day it might rest.
    private void Show(AppliedRecord record, bool isNew)
    {
        var kind = parts.KindOf(record.Header.Id);
        kind?.Project(record, transaction);
        var rests = isNew ? kind?.Rests(record, transaction) == true : resting.Has(record.Header.Id);
        if (rests)
            resting.Add(record);
        foreach (var participant in parts.Participants)
            if (rests)
                participant.Rested(record, session);
            else
                participant.Applied(record, transaction, session);
    }

    private void Free(AppliedRecord record)
    {
        foreach (var freed in parts.KindOf(record.Header.Id)?.Frees(record, transaction) ?? [])
            // What is freed is one version; a later one may rest still.
            if (
                transaction.CurrentApplied(freed) is { } rested
                && parts.KindOf(freed)?.Rests(rested, transaction) != true
            )
                GoOn(rested);
    }

    // Whoever rules that it need not wait here any more frees it as well as who lets it pass.
    private void LookAgain(AppliedRecord record)
    {
        if (parts.KindOf(record.Header.Id)?.ChangesWaitsFor(record.Header) is null)
            return;
        foreach (var rested in resting.All())
            if (parts.KindOf(rested.Header.Id)?.MayGoOn(rested, transaction) == true)
                GoOn(rested);
    }

    private void GoOn(AppliedRecord rested)
    {
        resting.Remove(rested);
        foreach (var participant in parts.Participants)
            participant.Freed(rested, transaction, session);
    }

    // Whoever is to have something more has all of it: what it refers to is shown and offered anew.
    private void Grant(AppliedRecord grant)
    {
        var parties = parts.KindOf(grant.Header.Id)?.Grants(grant.Record).ToList() ?? [];
        if (parties.Count == 0)
            return;
        foreach (var reference in LastFirst(grant))
        {
            foreach (var beside in Beside(reference.Id))
            {
                access.Grant(beside, parties);
                ShowAnew(beside);
            }
            access.Grant(reference.Id, parties);
            ShowAnew(reference.Id);
        }
    }

    private IEnumerable<RecordId> Beside(RecordId id) =>
        [.. access.RelabelledBy(id), .. parts.KindOf(id)?.GoingAlong(id, transaction) ?? []];

    // What was granted before it came was granted without it.
    private void GoAlong(AppliedRecord record)
    {
        if (parts.KindOf(record.Header.Id)?.GoesAlong(record.Record) != true)
            return;
        access.GrantAsOf(record.Header.Id, record.Header.References[0].Id);
        ShowAnew(record.Header.Id);
    }

    private void Relabel(AppliedRecord record)
    {
        if (parts.KindOf(record.Header.Id)?.Relabels(record.Record) is not { } said)
            return;
        foreach (var reference in LastFirst(record))
        {
            access.Relabel(reference, said, record.Header.Id);
            ShowAnew(reference.Id);
        }
        ShowAnew(record.Header.Id);
    }

    // The first is what it is about; the others go along because that is nowhere in effect without them.
    private static IEnumerable<RecordReference> LastFirst(AppliedRecord record) => record.Header.References.Reverse();

    private void ShowAnew(RecordId id)
    {
        if (transaction.CurrentApplied(id) is not { } current || access.Changed(current) is not { } changed)
            return;
        KeepBefore(id);
        access.Put(changed);
        // A replay may be under way and have passed it.
        session.Execute(JournalSql.PutAccessChanged, changed.Seq, transaction.Head.Seq);
        Show(changed, isNew: false);
    }

    private void KeepBefore(RecordId id) =>
        session.Execute(ChangesSql.PutBefore, id.ToBytes(), id.Kind, transaction.Head.Seq);
}
