using System.Collections.Frozen;
using System.Reflection;

namespace Legation.Architecture.Tests;

/// <summary>References point one way.</summary>
public sealed class ReferenceRules
{
    private const string Ours = "Legation.";

    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Legation.Labels"] = [],
        ["Legation.Records"] = ["Legation.Labels"],
        ["Legation.Relay"] = ["Legation.Labels", "Legation.Records"],
        ["Legation.TextImport"] = [],
        ["Legation.Ui"] = ["Legation.Labels"],
        ["Legation.Organisations"] = ["Legation.Labels", "Legation.Records", "Legation.Ui"],
        ["Legation.Dispatches"] =
        [
            "Legation.Labels",
            "Legation.Records",
            "Legation.TextImport",
            "Legation.Ui",
            "Legation.Organisations",
        ],
        [Product.Server] = [.. Product.Names],
    }.ToFrozenDictionary();

    [Fact]
    public void references_point_one_way() =>
        Product.Assemblies.SelectMany(a => Offences(a, Allowed[a.GetName().Name!])).ShouldBeEmpty();

    [Fact]
    public void a_reference_that_points_the_other_way_is_seen() =>
        Offences(Product.Planted, ["Legation.Labels"])
            .ShouldContain("Legation.Architecture.Tests uses Legation.Records");

    [Fact]
    public void labels_need_nothing_but_the_platform() => Foreign(typeof(Labels.Label).Assembly).ShouldBeEmpty();

    [Fact]
    public void a_need_beyond_the_platform_is_seen() => Foreign(Product.Planted).ShouldContain("Shouldly");

    private static IEnumerable<string> Offences(Assembly assembly, string[] allowed) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith(Ours, StringComparison.Ordinal) || name == Product.Server)
            .Except(allowed)
            .Select(name => $"{assembly.GetName().Name} uses {name}");

    private static IEnumerable<string> Foreign(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(r => r.Name!)
            .Where(n => !n.StartsWith("System.", StringComparison.Ordinal));
}
