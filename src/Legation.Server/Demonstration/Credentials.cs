using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>How to sign in as one person of the demonstration; kept in one private file and nowhere else.</summary>
internal sealed record Credential(
    string Node,
    Uri Url,
    string Person,
    string Post,
    string User,
    string Password,
    string Token
)
{
    public const string FileName = "credentials.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static IReadOnlyList<Credential>? Read(string root)
    {
        var file = Path.Combine(root, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<List<Credential>>(File.ReadAllText(file), Json) : null;
    }

    public static void Write(string root, IReadOnlyList<Credential> credentials) =>
        PrivateFile.Write(Path.Combine(root, FileName), JsonSerializer.Serialize(credentials, Json) + "\n");

    public override string ToString() => $"{User} on {Node}";
}
