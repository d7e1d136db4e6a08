using System.Reflection;
using System.Runtime.CompilerServices;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Legation.Architecture.Tests;

/// <summary>The assemblies that the rules are about, and the one in which offences are planted.</summary>
internal static class Product
{
    public const string Server = "legation";

    /// <summary>Every assembly under src. A project that is not named here fails a test.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "Legation.Labels",
        "Legation.Records",
        "Legation.Relay",
        "Legation.TextImport",
        "Legation.Ui",
        "Legation.Organisations",
        "Legation.Dispatches",
        Server,
    ];

    public static readonly IReadOnlyList<string> Modules = ["Legation.Organisations", "Legation.Dispatches"];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Names.Select(Assembly.Load)];

    public static Assembly Planted => typeof(Product).Assembly;

    public static ArchUnitNET.Domain.Architecture Code { get; } =
        new ArchLoader().LoadAssemblies([.. Assemblies]).Build();

    public static ArchUnitNET.Domain.Architecture PlantedCode { get; } =
        new ArchLoader().LoadAssemblies(Planted).Build();

    public static DirectoryInfo SourceFolder { get; } = new(Path.Combine(Here(), "..", "..", "src"));

    public static IEnumerable<IType> TypesOf(this ArchUnitNET.Domain.Architecture code, string assembly) =>
        code.Types.Where(type => type.Assembly.Name.Split(',')[0] == assembly);

    /// <summary>Where the type is written: nested and generated types belong to the one around them.</summary>
    public static string Outermost(this IType type) => type.FullName.Split('+', '/', '<')[0];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
