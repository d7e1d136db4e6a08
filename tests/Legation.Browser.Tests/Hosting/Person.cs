using System.Text.Json;

namespace Legation.Browser.Tests.Hosting;

/// <summary>A person of the demonstration, as its <c>credentials.json</c> lists them.</summary>
public sealed record Person(string Node, Uri Url, string User, string Password, string Token)
{
    public static IReadOnlyList<Person> Read(string folder) =>
        JsonSerializer.Deserialize<List<Person>>(
            File.ReadAllText(Path.Combine(folder, "credentials.json")),
            JsonSerializerOptions.Web
        )!;

    public override string ToString() => $"{User} on {Node}";
}
