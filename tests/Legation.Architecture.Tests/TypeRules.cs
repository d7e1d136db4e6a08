using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Legation.Architecture.Tests;

/// <summary>What types look like.</summary>
public sealed class TypeRules
{
    private static readonly string[] SayNothing =
    [
        "Util",
        "Utils",
        "Utilities",
        "Helper",
        "Helpers",
        "Manager",
        "Common",
        "Base",
    ];

    [Fact]
    public void public_classes_are_sealed_or_meant_to_be_derived_from() => Open(Everything()).ShouldBeEmpty();

    [Fact]
    public void a_public_class_left_open_is_seen() =>
        Open(Product.Planted.GetTypes()).ShouldContain("Legation.Architecture.Tests.Planted.LeftOpen");

    [Fact]
    public void no_static_field_changes() => Changeable(Everything()).ShouldBeEmpty();

    [Theory]
    [InlineData("Counter")]
    [InlineData("<Setting>k__BackingField")]
    [InlineData("Seen")]
    [InlineData("Order")]
    [InlineData("Text")]
    public void a_static_field_that_changes_is_seen(string field) =>
        Changeable(Product.Planted.GetTypes())
            .ShouldContain($"Legation.Architecture.Tests.Planted.ChangesForAll.{field}");

    [Fact]
    public void a_static_field_that_does_not_change_is_no_offence() =>
        Changeable(Product.Planted.GetTypes()).ShouldNotContain(f => f.Contains("Constant", StringComparison.Ordinal));

    [Fact]
    public void names_say_what_a_type_is_for() => Nameless(Everything()).ShouldBeEmpty();

    [Fact]
    public void a_name_that_says_nothing_is_seen() =>
        Nameless(Product.Planted.GetTypes()).ShouldContain("Legation.Architecture.Tests.Planted.StringHelper");

    private static IEnumerable<Type> Everything() => Product.Assemblies.SelectMany(a => a.GetTypes());

    // The Razor compiler makes components open.
    private static IEnumerable<string> Open(IEnumerable<Type> types) =>
        types
            .Where(type => type is { IsClass: true, IsVisible: true, IsSealed: false, IsAbstract: false })
            .Where(type => !type.IsAssignableTo(typeof(IComponent)) && !IsGenerated(type) && type.Name != "_Imports")
            .Select(type => type.FullName!);

    private static IEnumerable<string> Nameless(IEnumerable<Type> types) =>
        types
            .Where(type => !IsGenerated(type))
            .Where(type => SayNothing.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName!);

    private static IEnumerable<string> Changeable(IEnumerable<Type> types) =>
        types
            .Where(type => !IsGenerated(type))
            .SelectMany(type =>
                type.GetFields(
                    BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Where(field => !IsCompilersOwn(field) && !field.IsLiteral && (!field.IsInitOnly || IsChangeable(field)))
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}");

    // A field that shows itself as an IReadOnlyList may still hold a list; what counts is what it holds.
    private static bool IsChangeable(FieldInfo field)
    {
        if (field.DeclaringType!.ContainsGenericParameters)
            return IsChangeable(field.FieldType);
        return field.GetValue(null) is { } value && IsChangeable(value.GetType());
    }

    private static bool IsChangeable(Type type) =>
        type == typeof(StringBuilder)
        || type.IsArray
        || (
            type.IsAssignableTo(typeof(IEnumerable))
            && type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections"
            && !type.IsAssignableTo(typeof(IComparer))
        )
        || type.Namespace == "System.Threading"
        || type.Namespace == "System.Threading.Channels";

    private static bool IsCompilersOwn(FieldInfo field) =>
        field.Name.Contains('<') && !field.Name.EndsWith("k__BackingField", StringComparison.Ordinal);

    private static bool IsGenerated(Type type) =>
        type.FullName!.Contains('<')
        || type == type.Assembly.EntryPoint?.DeclaringType
        || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
        || type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute));
}
