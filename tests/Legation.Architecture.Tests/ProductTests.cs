namespace Legation.Architecture.Tests;

/// <summary>Rules that look at the wrong assemblies cannot fail.</summary>
public sealed class ProductTests
{
    [Fact]
    public void every_project_under_src_is_looked_at()
    {
        var projects = Product
            .SourceFolder.EnumerateFiles("*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Select(name => name == "Legation.Server" ? Product.Server : name);

        Product.Names.Order().ShouldBe(projects.Order());
    }

    [Fact]
    public void every_module_is_known_as_one()
    {
        var modules = new DirectoryInfo(Path.Combine(Product.SourceFolder.FullName, "Modules"))
            .EnumerateFiles("*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name));

        Product.Modules.Order().ShouldBe(modules.Order());
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void the_assembly_looked_at_is_the_one_named(string name) =>
        Product.Assemblies.Single(a => a.GetName().Name == name).Location.ShouldEndWith($"{name}.dll");

    [Theory]
    [MemberData(nameof(WithSource))]
    public void every_assembly_with_source_has_types_that_the_rules_see(string name)
    {
        Product.Assemblies.Single(a => a.GetName().Name == name).GetTypes().ShouldNotBeEmpty();
        Product.Code.TypesOf(name).ShouldNotBeEmpty();
    }

    public static TheoryData<string> Assemblies => [.. Product.Names];

    public static TheoryData<string> WithSource =>
        [
            .. Product
                .SourceFolder.EnumerateFiles("*.csproj", SearchOption.AllDirectories)
                .Where(project => project.Directory!.EnumerateFiles("*.cs").Any())
                .Select(project => Path.GetFileNameWithoutExtension(project.Name))
                .Where(name => name != "Legation.Server"),
        ];
}
