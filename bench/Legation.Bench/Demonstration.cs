using System.Text.Json;

namespace Legation.Bench;

/// <summary>Where the demonstration network serves, and who can sign in.</summary>
internal static class Demonstration
{
    public const int Nodes = 4;
    public const int PortBase = 57000;

    /// <summary>The last line of the table that it prints when it is ready.</summary>
    public const string Ready = "Ctrl-C";

    public static Uri PageOf(int node) => new($"http://localhost:{PortBase + 1 + node}/");

    /// <summary>The credential of a person, once the network has printed its table.</summary>
    public static Credential Of(DirectoryInfo folder, string user)
    {
        var text = File.ReadAllText(Path.Combine(folder.FullName, "credentials.json"));
        return JsonSerializer
            .Deserialize<Credential[]>(text, JsonSerializerOptions.Web)!
            .Single(credential => credential.User == user);
    }
}

/// <summary>How a person signs in.</summary>
internal sealed record Credential(Uri Url, string User, string Password);
