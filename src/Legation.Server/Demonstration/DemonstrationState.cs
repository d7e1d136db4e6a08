using System.Text.Json;
using Legation.Records;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>What is kept beside the nodes' folders: how far the first start has come, and ids that nodes share.</summary>
/// <param name="Loaded">True when the first start went through.</param>
/// <param name="Organisations">Ids of the organisations by their key.</param>
internal sealed record DemonstrationState(bool Loaded, Dictionary<string, RecordId> Organisations)
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
