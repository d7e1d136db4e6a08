using System.Text.Json;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Kept beside the nodes' folders: how far the first start has come.</summary>
/// <param name="Loaded">True when the first start went through.</param>
internal sealed record DemonstrationState(bool Loaded)
{
    private const string FileName = "demonstration.json";

    public static DemonstrationState? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file)
            ? JsonSerializer.Deserialize<DemonstrationState>(File.ReadAllText(file), JsonSerializerOptions.Web)
            : null;
    }

    public void Write(string folder)
    {
        PrivateFile.Folder(folder);
        PrivateFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
    }
}
