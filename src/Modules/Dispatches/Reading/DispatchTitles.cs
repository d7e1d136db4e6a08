using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>Dispatches by number and subject; what was done about one by the act and that dispatch's number.</summary>
internal sealed class DispatchTitles(ReadGateway gateway, Interned interned) : IRecordTitles
{
    public RecordTitle? Of(Principal principal, RecordId record)
    {
        if (record.Kind is not DispatchKind.KindName && StepKinds.WordOf(record.Kind) is null)
            return null;
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        return record.Kind is DispatchKind.KindName ? OfDispatch(db, record.Uuid) : OfStep(db, record);
    }

    private RecordTitle? OfDispatch(DispatchesContext db, Guid record) =>
        db.Dispatches.SingleOrDefault(d => d.Record == record) is { } row
            ? new RecordTitle(
                $"{row.Number}, {row.Subject}",
                $"/dispatches/{new RecordId(DispatchKind.KindName, record)}",
                interned.LabelAt(row.Label)
            )
            : null;

    // The act may be there for somebody for whom the dispatch is not.
    private RecordTitle? OfStep(DispatchesContext db, RecordId record) =>
        Abouts(db, record)
            .Join(db.Dispatches, about => about, d => d.Record, (about, d) => new { d.Number, d.Label })
            .FirstOrDefault()
            is { } row
            ? new RecordTitle($"{StepKinds.WordOf(record.Kind)} {row.Number}", null, interned.LabelAt(row.Label))
            : null;

    private static IQueryable<Guid> Abouts(DispatchesContext db, RecordId record) =>
        record.Kind is RelabelKind.KindName
            ? db.Relabellings.Where(r => r.Record == record.Uuid).Select(r => r.Dispatch)
            : db.Steps.Where(s => s.Record == record.Uuid).Select(s => s.Dispatch);
}
