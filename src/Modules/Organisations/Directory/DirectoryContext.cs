using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Organisations.Directory;

/// <summary>The directory's rows under the access rule.</summary>
internal sealed class DirectoryContext(DbContextOptions<DirectoryContext> options, Viewer viewer)
    : ProjectionContext(options, viewer)
{
    public DbSet<PartyRow> Parties => Set<PartyRow>();

    public DbSet<PersonRow> Persons => Set<PersonRow>();

    public DbSet<HoldingRow> Holdings => Set<HoldingRow>();

    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();

    public DbSet<RouteRow> Routes => Set<RouteRow>();

    protected override void MapRows(ModelBuilder model)
    {
        model.Entity<PartyRow>().ToTable("p_party");
        model.Entity<PersonRow>().ToTable("p_person");
        model.Entity<HoldingRow>().ToTable("p_holding");
        model.Entity<SubjectRow>().ToTable("p_subject");
        model.Entity<RouteRow>().ToTable("p_route");
    }
}

internal sealed class PartyRow : ProjectionRow
{
    public string Record { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Names { get; set; } = "";
    public string Organisation { get; set; } = "";
    public string? Office { get; set; }
    public string Details { get; set; } = "";
    public string Home { get; set; } = "";
}

internal sealed class PersonRow : ProjectionRow
{
    public string Record { get; set; } = "";
    public string Names { get; set; } = "";
    public string Details { get; set; } = "";
    public string Home { get; set; } = "";
}

internal sealed class HoldingRow : ProjectionRow
{
    public string Record { get; set; } = "";
    public string Person { get; set; } = "";
    public string Post { get; set; } = "";
    public string FirstDay { get; set; } = "";
    public string? LastDay { get; set; }
    public string? ActingFor { get; set; }
}

internal sealed class SubjectRow : ProjectionRow
{
    public string Record { get; set; } = "";
    public string Names { get; set; } = "";
    public string Home { get; set; } = "";
}

internal sealed class RouteRow : ProjectionRow
{
    /// <summary>As <see cref="Model.RouteRows"/> writes them.</summary>
    public string Terms { get; set; } = "";
    public string Home { get; set; } = "";
}
