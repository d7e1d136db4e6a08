using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Tests.Records.Support;

internal sealed class MemoRow : ProjectionRow
{
    public string Record { get; set; } = "";

    public int Version { get; set; }

    public string Text { get; set; } = "";
}

internal sealed class MemoContext(DbContextOptions<MemoContext> options, Viewer viewer)
    : ProjectionContext(options, viewer)
{
    public DbSet<MemoRow> Memos => Set<MemoRow>();

    protected override void MapRows(ModelBuilder model) => model.Entity<MemoRow>().ToTable("p_memo");
}
