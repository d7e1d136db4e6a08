using System.Collections.Concurrent;
using Legation.Labels;
using Legation.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Legation.Records.Access;

/// <summary>The one gateway for reads: whatever a page, the API or a feed shows has come through it.</summary>
public sealed class ReadGateway(IRecordStore store, Ledger ledger, AccessRule rule, ReadAudit audit)
{
    private readonly ConcurrentDictionary<Type, DbContextOptions> options = new();

    /// <summary>Opens a context in which the principal sees what the principal may have, and nothing else exists.</summary>
    public TContext Open<TContext>(Principal principal, Func<DbContextOptions<TContext>, Viewer, TContext> create)
        where TContext : ProjectionContext
    {
        var context = create(
            (DbContextOptions<TContext>)options.GetOrAdd(typeof(TContext), _ => Options<TContext>()),
            rule.ViewerFor(principal)
        );
        context.Index = ledger.Access;
        return context;
    }

    /// <summary>The newest version of a record with its body, or null when for this principal it does not exist.</summary>
    public AppliedRecord? Record(Principal principal, RecordId id)
    {
        using var session = store.OpenReader();
        var viewer = rule.ViewerFor(principal);
        var standing = Standing.Of(id, session);
        var permitted = standing.IsSeenBy(viewer);
        audit.Note(principal, permitted ? "open" : "open-denied", [id]);
        return permitted ? standing.Read(session) : null;
    }

    /// <summary>Those of the records that the principal may have, in their order; nothing of them is read.</summary>
    public IReadOnlyList<RecordId> Among(Principal principal, IEnumerable<RecordId> records)
    {
        using var session = store.OpenReader();
        var viewer = rule.ViewerFor(principal);
        return [.. records.Where(id => Standing.Of(id, session).IsSeenBy(viewer))];
    }

    /// <summary>The label of a record, without dates; null when for the principal it does not exist.</summary>
    public Label? Label(Principal principal, RecordId id)
    {
        using var session = store.OpenReader();
        var standing = Standing.Of(id, session);
        return standing.IsSeenBy(rule.ViewerFor(principal)) ? rule.LabelAt(standing.Label) : null;
    }

    /// <summary>
    /// The kind of the current record at a position of the journal, for those that the principal may have as of now; null
    /// for all others.
    /// </summary>
    public Func<long, string?> KindsFor(Principal principal)
    {
        var viewer = rule.ViewerFor(principal);
        return position => ledger.Access.KindAt(position, viewer);
    }

    /// <summary>
    /// The positions of all versions of a record that are here; none if for the principal it does not exist.
    /// </summary>
    public IReadOnlyList<long> PositionsOf(Principal principal, RecordId id)
    {
        using var session = store.OpenReader();
        return Standing.Of(id, session).IsSeenBy(rule.ViewerFor(principal))
            ? session.Query(JournalSql.PositionsOf, JournalSql.MapPosition, id.ToBytes(), id.Kind)
            : [];
    }

    /// <summary>
    /// The record at a position, if the principal may have that version and the one that counts now; else null, and
    /// nothing of it is read.
    /// </summary>
    public AppliedRecord? At(Principal principal, long position)
    {
        using var session = store.OpenReader();
        var viewer = rule.ViewerFor(principal);
        return
            Standing.At(position, session) is var standing
            && standing.IsSeenBy(viewer)
            && standing.Read(session) is var record
            && MayHave(principal, record.Relabelled)
            && Standing.Of(record.Header.Id, session).IsSeenBy(viewer)
            ? record
            : null;
    }

    // What was said of a version that another has taken the place of has no number.
    private bool MayHave(Principal principal, Label? said) =>
        said is null || rule.Decide(said, principal.Clearance).Permitted;

    /// <summary>Journals that a page of records was shown.</summary>
    public void Shown(Principal principal, string query, IReadOnlyList<RecordId> records) =>
        audit.Note(principal, query, records);

    private DbContextOptions<TContext> Options<TContext>()
        where TContext : ProjectionContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        store.ConfigureReading(builder);
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return builder.Options;
    }
}
