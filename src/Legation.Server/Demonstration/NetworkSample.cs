using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>What the server reads of <c>samples/network.json</c>; the directory's loader reads the rest.</summary>
internal sealed record NetworkSample(NodePlace Headquarters, Dictionary<string, JsonElement> Clearances, SampleOfNode[] Nodes)
{
    private const string Prefix = "samples/";
    private const string FileName = "network.json";

    public static NetworkSample Read()
    {
        using var stream = Open(FileName);
        return JsonSerializer.Deserialize<NetworkSample>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{FileName} is empty.");
    }

    public static JsonElement Document()
    {
        using var stream = Open(FileName);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static Stream Open(string name) =>
        typeof(NetworkSample).Assembly.GetManifestResourceStream(Prefix + name)
        ?? throw new FileNotFoundException($"The program has no sample {name}.");
}

internal sealed record SampleOfNode(
    string Code,
    string Folder,
    string Name,
    SampleOrganisation Organisation,
    string Place,
    string Zone,
    string[] Peers,
    string? Hub,
    SamplePost[] Posts,
    SamplePerson[] People
);

internal sealed record SampleOrganisation(string Key, SampleName[] Name);

internal sealed record SamplePost(string Key, SampleName[] Title);

internal sealed record SamplePerson(string User, SampleName[] Name, string Post, string[] Duties, JsonElement Clearance)
{
    [JsonIgnore]
    public string Shown => SampleName.Latin(Name);
}

internal sealed record SampleName(string Text, string Script)
{
    /// <summary>The form in Latin script, as the person writes it; else the first.</summary>
    public static string Latin(SampleName[] names) => (names.FirstOrDefault(n => n.Script == "Latn") ?? names[0]).Text;
}
