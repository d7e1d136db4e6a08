using System.Reflection;
using Legation.Records.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Legation.Records.Access;

/// <summary>A row that screens query: it derives from one record and carries that record's label and audience.</summary>
public abstract class ProjectionRow
{
    /// <summary>Position of the record in the journal, the order of every list.</summary>
    public long Seq { get; set; }

    /// <summary>Interned label.</summary>
    public int Label { get; set; }

    /// <summary>Interned audience.</summary>
    public int Audience { get; set; }
}

/// <summary>The running text of a record's newest version in effect, for the plain search.</summary>
public sealed class BodyText : ProjectionRow
{
    /// <summary>What the body has as <c>text</c>; empty if it has none.</summary>
    public string Text { get; set; } = "";
}

/// <summary>
/// Read-only EF Core context over projection tables. The access rule is a named query filter on every row, so that no
/// query of a module can forget it.
/// </summary>
public abstract class ProjectionContext(DbContextOptions options, Viewer viewer) : DbContext(options)
{
    /// <summary>Name of the query filter.</summary>
    public const string AccessFilter = "access";

    /// <summary>Bodies, under the same rule.</summary>
    public DbSet<BodyText> Bodies => Set<BodyText>();

    internal AccessIndex Index { get; set; } = default!;

    private byte[] LabelMask => viewer.Labels.Mask;

    private byte[] AudienceMask => viewer.Audiences.Mask;

    /// <summary>Equal for two viewers exactly if they see the same.</summary>
    public string ViewerKey => viewer.Key;

    /// <summary>
    /// Another number whenever something changed that stood before the journal's end, whoever may see it: a held record
    /// took effect, or a label is another. Whoever follows the journal's end looks at all of it anew then.
    /// </summary>
    public long Disturbances => Index.Disturbances;

    /// <summary>The newest rows of a query that the viewer may have, at most so many.</summary>
    /// <param name="kind">Kind of the records of which the query's rows derive.</param>
    /// <param name="query">Rows of one kind, without an order.</param>
    /// <param name="before">Position before which they stand; null: from the end.</param>
    /// <param name="limit">How many at most.</param>
    public List<TRow> Newest<TRow>(string kind, IQueryable<TRow> query, long? before, int limit)
        where TRow : ProjectionRow
    {
        using var visible = Index.Before(kind, before ?? long.MaxValue, viewer).GetEnumerator();
        return First(Pages(visible, limit), query, limit);
    }

    /// <summary>The same of a query whose rows all stand at certain positions.</summary>
    /// <param name="positions">Where rows may stand, the newest first; the query decides.</param>
    /// <param name="query">Rows without an order.</param>
    /// <param name="limit">How many at most.</param>
    public static List<TRow> NewestAmong<TRow>(IEnumerable<long> positions, IQueryable<TRow> query, int limit)
        where TRow : ProjectionRow
    {
        using var known = VisiblePage.Apart(positions).GetEnumerator();
        return First(Pages(known, limit), query, limit);
    }

    /// <summary>
    /// Where records of a kind stand that the viewer may have and that have all of the words, the newest first, read as they
    /// are taken: for <see cref="NewestAmong"/>.
    /// </summary>
    public IEnumerable<long> Found(string kind, SearchIndex search, SearchQuery words, long before)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search.Before(kind, words, before, viewer);
    }

    /// <summary>How many records of a kind that the viewer may have are not searched yet.</summary>
    public int Unsearched(string kind, SearchIndex search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search.Unsearched(kind, viewer);
    }

    /// <summary>How many rows of a query the viewer may have, counted up to so many and one.</summary>
    /// <param name="kind">Kind of the records of which the query's rows derive.</param>
    /// <param name="query">Rows of one kind.</param>
    /// <param name="most">Beyond this many it is not counted on.</param>
    public int CountUpTo<TRow>(string kind, IQueryable<TRow> query, int most)
        where TRow : ProjectionRow
    {
        using var visible = Index.Before(kind, long.MaxValue, viewer).GetEnumerator();
        return CountUpTo(Pages(visible, most + 1), query, most);
    }

    /// <summary>The same of a query whose rows all stand at certain positions.</summary>
    /// <param name="positions">Where rows may stand, the newest first; the query decides.</param>
    /// <param name="query">Rows without an order.</param>
    /// <param name="most">Beyond this many it is not counted on.</param>
    public static int CountAmongUpTo<TRow>(IEnumerable<long> positions, IQueryable<TRow> query, int most)
        where TRow : ProjectionRow
    {
        using var known = VisiblePage.Apart(positions).GetEnumerator();
        return CountUpTo(Pages(known, most + 1), query, most);
    }

    private static int CountUpTo<TRow>(IEnumerable<VisiblePage> pages, IQueryable<TRow> query, int most)
        where TRow : ProjectionRow
    {
        var count = 0;
        foreach (var page in pages)
        {
            count += page.Count(query);
            if (count > most)
                return most + 1;
        }
        return count;
    }

    private static List<TRow> First<TRow>(IEnumerable<VisiblePage> pages, IQueryable<TRow> query, int limit)
        where TRow : ProjectionRow
    {
        var rows = new List<TRow>(limit);
        foreach (var page in pages)
        {
            rows.AddRange(page.Rows(query).Take(limit - rows.Count));
            if (rows.Count == limit)
                break;
        }
        return rows;
    }

    // Larger and larger, for a query of which few rows are left needs many to look at.
    private static IEnumerable<VisiblePage> Pages(IEnumerator<(long Seq, int Passed)> visible, int first)
    {
        var size = first;
        while (VisiblePage.Next(visible, size) is { } page)
        {
            yield return page;
            size = Math.Min(size * 4, VisiblePage.Largest);
        }
    }

    /// <summary>Maps the module's rows. <see cref="ProjectionRow.Seq"/> is their key.</summary>
    protected abstract void MapRows(ModelBuilder model);

    /// <inheritdoc/>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder
            .HasDbFunction(((Func<byte[], int, int, byte[]>)AccessMask.Substr).Method)
            .HasName("substr")
            .IsBuiltIn();
        modelBuilder.Entity<BodyText>().ToTable("journal_text");
        MapRows(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(t => t.ClrType).ToList())
            if (type.IsAssignableTo(typeof(ProjectionRow)))
                MapAccess.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            else
                throw new InvalidOperationException(
                    $"{type.Name} is no {nameof(ProjectionRow)}: no label would protect it."
                );
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<NetworkOrderGuid>();
        configurationBuilder.Properties<Digest>().HaveConversion<DigestBytes>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Microseconds>();
    }

    private static MethodInfo MapAccess { get; } =
        typeof(ProjectionContext).GetMethod(nameof(MapRow), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private void MapRow<TRow>(ModelBuilder model)
        where TRow : ProjectionRow
    {
        var entity = model.Entity<TRow>();
        entity.HasKey(r => r.Seq);
        entity.HasQueryFilter(
            AccessFilter,
            row =>
                AccessMask.Substr(LabelMask, row.Label, 1) == AccessMask.In
                && AccessMask.Substr(AudienceMask, row.Audience, 1) == AccessMask.In
        );
        foreach (var property in entity.Metadata.GetProperties())
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select(
                (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"
            )
        );

    private sealed class NetworkOrderGuid()
        : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class DigestBytes()
        : ValueConverter<Digest, byte[]>(digest => digest.ToBytes(), bytes => new Digest(bytes));

    private sealed class Microseconds()
        : ValueConverter<DateTimeOffset, long>(at => at.ToMicroseconds(), count => Instants.FromMicroseconds(count));
}
