using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Relay;

/// <inheritdoc/>
internal sealed class NonDeliveries(ReadGateway gateway, KnownNodes nodes) : INonDeliveries
{
    public IReadOnlyList<NonDelivery> Of(Principal principal, RecordId record)
    {
        using var db = gateway.Open<NonDeliveryContext>(principal, static (options, viewer) => new(options, viewer));
        var rows = db.Statements.Where(s => s.About == record.Uuid && s.AboutKind == record.Kind);
        return [.. rows.OrderBy(s => s.Seq).AsEnumerable().Select(Of)];
    }

    public IReadOnlyList<NonDelivery> Newest(Principal principal, int limit)
    {
        using var db = gateway.Open<NonDeliveryContext>(principal, static (options, viewer) => new(options, viewer));
        return [.. db.Statements.OrderByDescending(s => s.Seq).Take(limit).AsEnumerable().Select(Of)];
    }

    private NonDelivery Of(NonDeliveryRow row)
    {
        var (node, receiver) = (RecordId.Parse(row.Node), RecordId.Parse(row.Receiver));
        return new NonDelivery(
            new RecordId(NonDeliveryKind.Word, row.Record),
            new RecordId(row.AboutKind, row.About),
            row.Version,
            node,
            nodes.NameOf(node),
            receiver,
            receiver.Kind == "node" ? nodes.NameOf(receiver) : "",
            [.. row.Parties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RecordId.Parse)],
            row.Why switch
            {
                NonDeliveryBody.Refused => NonDeliveryReason.Refused,
                NonDeliveryBody.Nobody => NonDeliveryReason.Nobody,
                _ => NonDeliveryReason.Expired,
            },
            row.Code,
            row.Made
        );
    }
}

/// <summary>Statements of non-delivery, under the access rule.</summary>
internal sealed class NonDeliveryContext(DbContextOptions<NonDeliveryContext> options, Viewer viewer)
    : ProjectionContext(options, viewer)
{
    public DbSet<NonDeliveryRow> Statements => Set<NonDeliveryRow>();

    protected override void MapRows(ModelBuilder model) => model.Entity<NonDeliveryRow>().ToTable("p_non_delivery");
}

internal sealed class NonDeliveryRow : ProjectionRow
{
    public Guid Record { get; set; }
    public Guid About { get; set; }
    public string AboutKind { get; set; } = "";
    public int Version { get; set; }
    public string Node { get; set; } = "";
    public string Receiver { get; set; } = "";
    public string Parties { get; set; } = "";
    public string Why { get; set; } = "";
    public string? Code { get; set; }
    public DateTimeOffset Made { get; set; }
}
