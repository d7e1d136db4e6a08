using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Reading;

/// <summary>Dispatches and what was done about them, under the access rule.</summary>
internal sealed class DispatchesContext(DbContextOptions<DispatchesContext> options, Viewer viewer)
    : ProjectionContext(options, viewer)
{
    public DbSet<DispatchRow> Dispatches => Set<DispatchRow>();

    public DbSet<StepRow> Steps => Set<StepRow>();

    public DbSet<PartyRow> Parties => Set<PartyRow>();

    public DbSet<ForwardRow> Forwards => Set<ForwardRow>();

    /// <summary>Which dispatches are assigned now, each to one post.</summary>
    public IQueryable<StepRow> AssignedNow =>
        Steps.Where(s =>
            s.Step == Step.Assigned
            && !Steps.Any(later =>
                later.Dispatch == s.Dispatch
                && (later.Step == Step.Assigned || later.Step == Step.TakenBack)
                && later.Seq > s.Seq
            )
        );

    /// <summary>By what a version went on ahead of an office's clearance, or without it, and is not cleared since.</summary>
    public IQueryable<StepRow> GoneUncleared =>
        Steps.Where(s =>
            (s.Step == Step.ClearedAhead || s.Step == Step.Lapsed)
            && !Steps.Any(cleared =>
                cleared.Dispatch == s.Dispatch
                && cleared.DispatchHash == s.DispatchHash
                && cleared.Node == s.Node
                && cleared.Step == Step.Cleared
            )
            && !Steps.Any(c => c.Dispatch == s.Dispatch && c.Step == Step.Cancelled)
        );

    /// <summary>
    /// By what nothing is to be done about a dispatch any more: its cancellation, or a final answer that was not itself
    /// cancelled.
    /// </summary>
    public IQueryable<StepRow> Settling =>
        Steps.Where(s =>
            s.Step == Step.Cancelled
            || (s.Step == Step.Replied && !Steps.Any(c => c.Dispatch == s.Record && c.Step == Step.Cancelled))
        );

    public DbSet<RelabellingRow> Relabellings => Set<RelabellingRow>();

    /// <summary>
    /// Those that are assigned to a post and not settled: answered finally or, where no answer is wanted, acknowledged
    /// by it. The latest of them.
    /// </summary>
    public List<Guid> AssignedTo(RecordId post, int most)
    {
        var to = post.ToString();
        return AssignedNow
            .Where(s => s.Parties == to && !Settling.Any(r => r.Dispatch == s.Dispatch))
            .Where(s =>
                !Steps.Any(r => r.Dispatch == s.Dispatch && r.Step == Step.Acknowledged && r.ByPost == to)
                || Dispatches.Any(d => d.Record == s.Dispatch && d.Due != null)
            )
            .OrderByDescending(s => s.Seq)
            .Select(s => s.Dispatch)
            .Take(most)
            .ToList();
    }

    /// <summary>What was done about dispatches and stands: an answer that was cancelled is none.</summary>
    public List<StepRow> StepsOf(List<Guid> dispatches) =>
        Steps
            .Where(s => dispatches.Contains(s.Dispatch))
            .Where(s =>
                (s.Step != Step.Replied && s.Step != Step.RepliedInterim)
                || !Steps.Any(c => c.Dispatch == s.Record && c.Step == Step.Cancelled)
            )
            .OrderBy(s => s.Seq)
            .ToList();

    /// <summary>Those that are assigned to other posts and not answered finally, with the post; the latest of them.</summary>
    public List<(Guid Dispatch, RecordId Post)> AssignedElsewhere(RecordId post, int most)
    {
        var own = post.ToString();
        var found = AssignedNow
            .Where(s => s.Parties != own && !Settling.Any(r => r.Dispatch == s.Dispatch))
            .OrderByDescending(s => s.Seq)
            .Select(s => new { s.Dispatch, s.Parties })
            .Take(most)
            .ToList();
        return found.ConvertAll(one => (one.Dispatch, RecordId.Parse(one.Parties)));
    }

    public static DispatchesContext Create(DbContextOptions<DispatchesContext> options, Viewer viewer) =>
        new(options, viewer);

    protected override void MapRows(ModelBuilder model)
    {
        model.Entity<DispatchRow>().ToTable("p_dispatch");
        model.Entity<StepRow>().ToTable("p_dispatch_step");
        model.Entity<PartyRow>().ToTable("p_dispatch_party");
        model.Entity<ForwardRow>().ToTable("p_dispatch_forward");
        model.Entity<RelabellingRow>().ToTable("p_dispatch_relabelling");
    }
}

internal sealed class DispatchRow : ProjectionRow
{
    public Guid Record { get; set; }
    public int Version { get; set; }
    public Digest Hash { get; set; }
    public string Number { get; set; } = "";
    public string Subject { get; set; } = "";
    public int Precedence { get; set; }
    public string Home { get; set; } = "";
    public string AuthorPost { get; set; } = "";
    public string? DeputyPost { get; set; }
    public string Author { get; set; } = "";
    public DateTimeOffset Made { get; set; }
    public DateTimeOffset Journalled { get; set; }
    public DateTimeOffset? Due { get; set; }
    public DateTimeOffset? Expires { get; set; }
    public string Action { get; set; } = "";
    public string Info { get; set; } = "";
    public string? InReplyTo { get; set; }
    public string? About { get; set; }

    /// <summary>Offices that get a copy because a route says so.</summary>
    public string Copy { get; set; } = "";

    /// <summary>Day on which its label is to be looked at again, counted as <see cref="DateOnly.DayNumber"/>.</summary>
    public int? Review { get; set; }
}

/// <summary>An addressee of a dispatch.</summary>
internal sealed class PartyRow : ProjectionRow
{
    public Guid Party { get; set; }

    /// <summary>Whether it is to act.</summary>
    public int Acts { get; set; }
}

/// <summary>Somebody to whom a dispatch was forwarded.</summary>
internal sealed class ForwardRow : ProjectionRow
{
    public Guid Party { get; set; }
    public Guid Dispatch { get; set; }
}

internal sealed class RelabellingRow : ProjectionRow
{
    public Guid Record { get; set; }
    public Guid Dispatch { get; set; }
    public int DispatchVersion { get; set; }
    public int Number { get; set; }
    public string Said { get; set; } = "";
    public string Text { get; set; } = "";
    public string Node { get; set; } = "";
    public string ByPost { get; set; } = "";
    public string ByPerson { get; set; } = "";
    public string? DeputyPost { get; set; }
    public string? ApprovedPost { get; set; }
    public string? ApprovedDeputy { get; set; }
    public string? ApprovedPerson { get; set; }
    public DateTimeOffset Made { get; set; }
}

internal sealed class StepRow : ProjectionRow
{
    public Guid Record { get; set; }
    public Guid Dispatch { get; set; }

    /// <summary>The version about which it was done.</summary>
    public Digest DispatchHash { get; set; }

    public string Step { get; set; } = "";
    public string Node { get; set; } = "";
    public string ByPost { get; set; } = "";
    public string? DeputyPost { get; set; }
    public string ByPerson { get; set; } = "";
    public DateTimeOffset Made { get; set; }
    public string Text { get; set; } = "";
    public string? Authority { get; set; }
    public string Parties { get; set; } = "";
}
