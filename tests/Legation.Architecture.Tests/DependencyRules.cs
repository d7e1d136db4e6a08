using ArchUnitNET.Domain;

namespace Legation.Architecture.Tests;

/// <summary>Who may use what inside the assemblies.</summary>
public sealed class DependencyRules
{
    private const string Sqlite = "Legation.Records.Storage.Sqlite";
    private const string Storage = "Legation.Records.Storage";

    /// <summary>Puts a node together: chooses the engine.</summary>
    private const string CompositionRoot = "Legation.Server.Nodes.NodeServices";

    /// <summary>A module reads its own node state; it writes through the ledger alone.</summary>
    private static readonly string[] StorageForModules = [$"{Storage}.IRecordStore", $"{Storage}.IReadSession"];

    private static readonly string[] PastTheFilter =
    [
        "IgnoreQueryFilters",
        "FromSql",
        "FromSqlRaw",
        "FromSqlInterpolated",
        "SqlQuery",
        "SqlQueryRaw",
        "ExecuteSql",
        "ExecuteSqlRaw",
        "ExecuteSqlInterpolated",
        "GetDbConnection",
    ];

    [Fact]
    public void only_the_store_and_the_composition_root_mention_sqlite() =>
        UsesOfSqlite(Product.Code.Types).ShouldBeEmpty();

    [Fact]
    public void the_store_itself_mentions_sqlite_so_that_the_rule_is_not_blind() =>
        Product
            .Code.Types.Where(t => t.FullName.StartsWith(Sqlite, StringComparison.Ordinal))
            .SelectMany(UsedBy)
            .ShouldContain(name => name.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal));

    [Fact]
    public void a_mention_of_sqlite_elsewhere_is_seen() =>
        UsesOfSqlite(Product.PlantedCode.Types)
            .ShouldContain(offence =>
                offence.StartsWith("Legation.Architecture.Tests.Planted.KnowsTheEngine uses", StringComparison.Ordinal)
            );

    [Fact]
    public void modules_use_of_storage_only_what_reads() =>
        UsesOfStorage(Product.Modules.SelectMany(Product.Code.TypesOf))
            // The kernel's port hands them the session of a commit, in which they note what took effect.
            .ShouldBe(
                [
                    "Legation.Dispatches.TimeLimits.TermNotes uses Legation.Records.Storage.IWriteSession",
                    "Legation.Organisations.Directory.DirectoryChanges uses Legation.Records.Storage.IWriteSession",
                ],
                ignoreOrder: true
            );

    [Fact]
    public void a_module_that_writes_past_the_ledger_is_seen() =>
        UsesOfStorage(Product.PlantedCode.Types)
            .ShouldContain(
                "Legation.Architecture.Tests.Planted.WritesPastTheLedger uses Legation.Records.Storage.IWriteSession"
            );

    [Fact]
    public void no_query_passes_by_the_access_filter() => QueriesPastTheFilter(Product.Code.Types).ShouldBeEmpty();

    [Fact]
    public void a_query_that_passes_by_the_access_filter_is_seen() =>
        QueriesPastTheFilter(Product.PlantedCode.Types)
            .ShouldContain("Legation.Architecture.Tests.Planted.LooksPastTheFilter calls IgnoreQueryFilters");

    [Fact]
    public void modules_use_one_another_through_contracts_alone() =>
        Product
            .Modules.SelectMany(module => UsesOfInnerTypes(module, Product.Code.TypesOf(module), Product.Modules))
            .ShouldBeEmpty();

    [Fact]
    public void a_use_of_another_modules_inner_type_is_seen() =>
        UsesOfInnerTypes("Legation.Architecture.Tests", Product.PlantedCode.Types, ["Legation.Labels"])
            .ShouldContain(offence =>
                offence.StartsWith(
                    "Legation.Architecture.Tests.Planted.ReachesInside uses Legation.Labels",
                    StringComparison.Ordinal
                )
            );

    private static IEnumerable<string> UsesOfSqlite(IEnumerable<IType> types) =>
        types
            .Where(type =>
                !type.FullName.StartsWith(Sqlite, StringComparison.Ordinal) && type.Outermost() != CompositionRoot
            )
            .SelectMany(type => Uses(type, used => used.Contains("Sqlite", StringComparison.Ordinal)));

    private static IEnumerable<string> UsesOfStorage(IEnumerable<IType> types) =>
        types.SelectMany(type =>
            Uses(
                type,
                used => used.StartsWith($"{Storage}.", StringComparison.Ordinal) && !StorageForModules.Contains(used)
            )
        );

    private static IEnumerable<string> UsesOfInnerTypes(
        string module,
        IEnumerable<IType> types,
        IEnumerable<string> others
    )
    {
        var inner = others.Where(other => other != module).ToList();
        return types.SelectMany(type =>
            Uses(
                type,
                used =>
                    inner.Any(other =>
                        used.StartsWith($"{other}.", StringComparison.Ordinal)
                        && !used.StartsWith($"{other}.Contracts.", StringComparison.Ordinal)
                    )
            )
        );
    }

    private static IEnumerable<string> QueriesPastTheFilter(IEnumerable<IType> types) =>
        types.SelectMany(type =>
            type.Dependencies.OfType<ArchUnitNET.Domain.Dependencies.MethodCallDependency>()
                .Where(call =>
                    call.TargetMember.FullName.Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                )
                .Select(call => call.TargetMember.Name.Split('(')[0])
                .Where(PastTheFilter.Contains)
                .Select(name => $"{type.Outermost()} calls {name}")
        );

    private static IEnumerable<string> Uses(IType type, Func<string, bool> isMeant) =>
        UsedBy(type).Where(isMeant).Distinct().Select(used => $"{type.Outermost()} uses {used}");

    private static IEnumerable<string> UsedBy(IType type) => type.Dependencies.Select(d => d.Target.FullName);
}
