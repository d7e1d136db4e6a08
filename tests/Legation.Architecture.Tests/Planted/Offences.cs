using System.Text;
using Legation.Labels;
using Legation.Records.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

// One offence against each rule, so that each rule has been seen to fail.
namespace Legation.Architecture.Tests.Planted;

#pragma warning disable CA1052, CA2211, MA0069, CS0169, CA1823, IDE0051, CS0649, CA1812, RS0030, CA1822

public class LeftOpen;

internal static class StringHelper;

internal static class ChangesForAll
{
    public static int Counter;
    public static readonly HashSet<string> Seen = [];
    public static readonly IReadOnlyList<string> Order = new List<string>();
    public static readonly StringBuilder Text = new();
    public static readonly string Constant = "a".Trim();
    public static readonly Func<int, int> ConstantFunction = n => n + 1;

    public static string? Setting { get; set; }
}

internal sealed class KnowsTheEngine
{
    // In a lambda, where a rule that looks at signatures alone would miss it.
    public Func<int> Code { get; } = () => new SqliteException("", 1).SqliteErrorCode;
}

internal sealed class WritesPastTheLedger
{
    public static void Write(IRecordStore store)
    {
        using var session = store.OpenWriter();
        session.Begin();
    }
}

internal sealed class LooksPastTheFilter
{
    public static async Task<List<string>> All(IQueryable<string> rows) =>
        await rows.IgnoreQueryFilters().ToListAsync();
}

internal sealed class ReachesInside
{
    public static LabelPolicies Policies => LabelPolicies.None;
}
