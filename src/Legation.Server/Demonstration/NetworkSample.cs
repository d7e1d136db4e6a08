using System.Text.Json;

namespace Legation.Server.Demonstration;

/// <summary>
/// What the server reads of the samples: the nodes and their people from <c>network.json</c>, how they are linked from
/// <c>links.json</c>. What else stands there, the modules' loaders read.
/// </summary>
internal sealed record NetworkSample(SampleOfNode[] Nodes, SampleLinks Lines, JsonElement Document)
{
    private const string Prefix = "samples/";

    public static NetworkSample Read()
    {
        var network = Parse("network.json");
        return new NetworkSample(
            Read<SampleOfNode[]>(network.GetProperty("nodes")),
            Read<SampleLinks>(Parse("links.json")),
            network
        );
    }

    /// <summary>The node whose clock every page shows beside its own.</summary>
    public SampleOfNode Headquarters => Nodes.Single(node => node.Code == Lines.Headquarters);

    public static Stream Open(string name) =>
        typeof(NetworkSample).Assembly.GetManifestResourceStream(Prefix + name)
        ?? throw new FileNotFoundException($"The program has no sample {name}.");

    private static JsonElement Parse(string name)
    {
        using var stream = Open(name);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static T Read<T>(JsonElement json) => json.Deserialize<T>(JsonSerializerOptions.Web)!;
}

internal sealed record SampleOfNode(
    string Code,
    string Folder,
    string Name,
    SampleOrganisation Organisation,
    string Place,
    string Zone,
    SamplePost[] Posts,
    SamplePerson[] People,
    SampleDeputy[]? Deputies
);

/// <summary>Who acts for whom on a node, for so many days from the first start on.</summary>
internal sealed record SampleDeputy(string Deputy, string For, int Days, string Authority);

internal sealed record SampleOrganisation(SampleName[] Name);

internal sealed record SamplePost(string Key, string Title);

internal sealed record SamplePerson(
    string User,
    SampleName[] Name,
    string Post,
    string[] Duties,
    JsonElement Clearance
);

internal sealed record SampleName(string Text, string Lang)
{
    private static readonly System.Collections.Immutable.ImmutableArray<string> OtherScripts = ["ja", "ko", "zh"];

    /// <summary>The form in Latin script, as the person writes it; else the first.</summary>
    public static string Latin(SampleName[] names) =>
        (names.FirstOrDefault(name => !OtherScripts.Contains(name.Lang, StringComparer.Ordinal)) ?? names[0]).Text;
}

/// <summary>Who is linked with whom, and what labels each may have.</summary>
internal sealed record SampleLinks(string Headquarters, SampleLink[] Links, Dictionary<string, JsonElement> Clearances);

internal sealed record SampleLink(string Node, string Peer, bool CarriesTheRest = false);
