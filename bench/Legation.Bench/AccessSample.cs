using System.Collections.Immutable;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Bench;

/// <summary>One who reads, and what part of all records he may see.</summary>
internal sealed record BenchReader(string Sees, Principal Principal, bool Much);

/// <summary>Records of many labels and audiences, entered past the ledger but as it would have entered them.</summary>
internal static class AccessSample
{
    public const string Kind = "memo";
    private const int Labels = 500;
    private const int Audiences = 20_000;
    private const int InOneTransaction = 50_000;

    private const string Projections = """
        CREATE TABLE p_memo (
          seq      INTEGER PRIMARY KEY,
          label    BIGINT NOT NULL,
          audience BIGINT NOT NULL,
          text     TEXT NOT NULL
        );
        """;

    private const int Topics = 20;
    private static readonly string[] Countries = ["A", "B", "C", "D", "E"];
    private static readonly string[] Classifications = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];
    private static readonly string[] Handling = ["RED", "BLUE"];

    private static readonly RecordId All100 = Party(1);
    private static readonly RecordId In40 = Party(2);
    private static readonly RecordId In4 = Party(3);
    private static readonly RecordId InFew = Party(4);
    private static readonly RecordId InOne = Party(5);

    public static ModuleDefinition Module { get; } = new("memos", [new MemoKind()], Projections, null);

    /// <summary>The policy of all labels, read anew each time, as another version of it is.</summary>
    public static LabelPolicies Policies() =>
        new(
            LabelPolicy
                .Parse(
                    JsonSerializer.SerializeToUtf8Bytes(
                        new
                        {
                            id = "BENCH",
                            version = 1,
                            name = "Bench",
                            marking = "",
                            classifications = Classifications.Select(
                                (name, i) =>
                                    new
                                    {
                                        name,
                                        hierarchy = i + 1,
                                        colour = "u",
                                    }
                            ),
                            tagSets = new[]
                            {
                                TagSet("handling", "restrictive", Handling),
                                TagSet("releasableTo", "permissive", Countries),
                                TagSet("topic", "informative", Enumerable.Range(1, Topics).Select(Topic)),
                            },
                        }
                    )
                )
                .Policy!
        );

    /// <summary>A clearance for every label.</summary>
    public static Clearance All { get; } = Cleared(Classifications);

    public static Principal Principal(Clearance clearance, params RecordId[] parties) =>
        new("bench", Id("person", 1), Id("post", 1), [.. parties], clearance, Duties.None);

    public static IEnumerable<BenchReader> Readers(int size) =>
        [
            new("100 % visible", Principal(All, All100), Much: true),
            new("40 % visible", Principal(All, In40), Much: true),
            new("half visible by label", Principal(Cleared(Classifications[..2]), All100), Much: true),
            new("4 % visible", Principal(All, In4), Much: false),
            new("0.1 % visible", Principal(All, InFew), Much: false),
            new("one record visible", Principal(All, InOne), Much: false),
        ];

    /// <summary>A position in the middle.</summary>
    public static long Middle(int size) => Seeds(Labels) + (size / 2);

    /// <summary>Enters so many records; with their numbers, labels and audiences are interned by records of their own.</summary>
    public static async Task FillAsync(DirectoryInfo folder, int size, int labels = Labels)
    {
        await using var node = new BenchNode(folder, modules: false, Module, Policies());
        var author = new Author(Id("person", 1), Id("post", 1));
        var seeds = Enumerable
            .Range(0, Seeds(labels))
            .AsParallel()
            .AsOrdered()
            .Select(i =>
                node.Maker.First(
                    Id("seed", i + 1),
                    new RecordIntent(author, LabelOf(i % labels), Audience(i)),
                    new { text = "" }
                )
            )
            .ToList();
        await node.Ledger.RunAsync(transaction => seeds.Count(s => transaction.Append(s).Refusal is null));
        for (var from = 0; from < size; from += InOneTransaction)
            await node.Ledger.RunAsync(transaction =>
                Enter(transaction, seeds.Count, from, Math.Min(size, from + InOneTransaction), size)
            );
    }

    private static int Enter(LedgerTransaction transaction, int seeds, int from, int to, int size)
    {
        for (var i = from; i < to; i++)
        {
            // In no order, so that neighbours in the journal have nothing in common.
            var label = (int)(i * 7919L % Labels) + 1;
            var audience = i == size / 3 ? Audiences + 1 : (int)(i * 104_729L % Audiences) + 1;
            var seq = seeds + 1L + i;
            transaction.Execute(
                "INSERT INTO current (record, kind, epoch, version, seq, hash, label, audience) VALUES ($1, $2, 1, 1, $3, $4, $5, $6)",
                Id(Kind, i + 1).ToBytes(),
                Kind,
                seq,
                new byte[32],
                label,
                audience
            );
            transaction.Execute(
                "INSERT INTO p_memo (seq, label, audience, text) VALUES ($1, $2, $3, $4)",
                seq,
                label,
                audience,
                "A line of a register, as long as a subject usually is"
            );
        }
        return to - from;
    }

    private static int Seeds(int labels) => Math.Max(labels, Audiences + 1);

    private static Label LabelOf(int i) =>
        new()
        {
            Policy = "BENCH",
            Classification = Classifications[i % 4],
            Categories = Categories(
                [.. Countries.Where((_, bit) => ((i / 4 % 31) + 1 & (1 << bit)) != 0)],
                [.. Handling.Where((_, bit) => (i / 124 % 4 & (1 << bit)) != 0)],
                // Beyond these, labels differ in what does not count.
                i / 496
            ),
        };

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(
        ImmutableArray<string> releasable,
        ImmutableArray<string> handling,
        int topic
    )
    {
        var categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
            "releasableTo",
            releasable
        );
        if (!handling.IsEmpty)
            categories = categories.Add("handling", handling);
        return topic == 0 ? categories : categories.Add("topic", [Topic(topic)]);
    }

    private static string Topic(int number) => FormattableString.Invariant($"T{number}");

    private static object TagSet(string id, string type, IEnumerable<string> values) =>
        new
        {
            id,
            name = id,
            type,
            values = values.Select(name => new { name }),
        };

    private static Clearance Cleared(string[] classifications) =>
        new()
        {
            Policy = "BENCH",
            Classifications = [.. classifications],
            Categories = Categories([.. Countries], [.. Handling], 0),
        };

    private static RecordId[] Audience(int i) =>
        i == Audiences
            ? [InOne]
            :
            [
                All100,
                Party(100 + i),
                .. i % 5 < 2 ? [In40] : Array.Empty<RecordId>(),
                .. i % 25 == 0 ? [In4] : Array.Empty<RecordId>(),
                .. i % 1000 == 0 ? [InFew] : Array.Empty<RecordId>(),
            ];

    private static RecordId Party(int number) => Id("office", number);

    private static RecordId Id(string kind, int number) =>
        new(kind, new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    private sealed class MemoKind : RecordKind
    {
        public override string Name => Kind;
    }
}

internal sealed class MemoRow : ProjectionRow
{
    public string Text { get; set; } = "";
}

internal sealed class MemoContext(DbContextOptions<MemoContext> options, Viewer viewer)
    : ProjectionContext(options, viewer)
{
    public DbSet<MemoRow> Memos => Set<MemoRow>();

    protected override void MapRows(ModelBuilder model) => model.Entity<MemoRow>().ToTable("p_memo");
}

/// <summary>The same rows for whoever asks: the reference.</summary>
internal sealed class UnfilteredContext(DbContextOptions<UnfilteredContext> options) : DbContext(options)
{
    public DbSet<MemoRow> Memos => Set<MemoRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var memo = modelBuilder.Entity<MemoRow>().ToTable("p_memo");
        memo.HasKey(m => m.Seq);
        foreach (var property in memo.Metadata.GetProperties())
            property.SetColumnName(property.Name.ToLowerInvariant());
    }
}
