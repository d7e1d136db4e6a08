using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Records;
using Legation.Server.Duty;

namespace Legation.Server.Nodes;

/// <summary>What <c>node.json</c> says.</summary>
internal sealed record NodeDescription
{
    public const string FileName = "node.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Id of the node.</summary>
    public required RecordId Id { get; init; }

    /// <summary>Short name in numbers of documents and names of cookies: <c>TYO</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>The organisation that it speaks for.</summary>
    public required RecordId Organisation { get; init; }

    /// <summary>Name of that organisation, until the directory knows it.</summary>
    public string OrganisationName { get; init; } = "";

    /// <summary>Town.</summary>
    public required string Place { get; init; }

    /// <summary>IANA name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Where headquarters is, for the second clock; null: none is shown.</summary>
    public NodePlace? Headquarters { get; init; }

    /// <summary>Address of the pages, as people type it.</summary>
    public required Uri Pages { get; init; }

    /// <summary>Address and port to listen on for pages, where that is another: behind a proxy.</summary>
    public string? Listen { get; init; }

    /// <summary>Address of the relay, as peers reach it; null: they cannot, and this node calls them.</summary>
    public Uri? Relay { get; init; }

    /// <summary>Address and port to listen on for peers, where that is another: behind a forwarder.</summary>
    public string? RelayListen { get; init; }

    /// <summary>Counts from 1; a restored backup starts a new one.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>File of the journal within the folder.</summary>
    public string Journal { get; init; } = "journal.db";

    /// <summary>How the node sends mail; null: it sends none.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>True for a node of the demonstration network: its one-time links live a day.</summary>
    public bool Demonstration { get; init; }

    public static NodeDescription Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var node =
                JsonSerializer.Deserialize<NodeDescription>(stream, Json)
                ?? throw new NodeFolderException($"{file} is empty.");
            return node.Mail?.Problem is { } problem ? throw new NodeFolderException(problem) : node;
        }
        catch (JsonException e)
        {
            throw new NodeFolderException($"{file} is not valid at {e.Path}: {e.Message}", e);
        }
    }

    public void Write(string file) => PrivateFile.Write(file, JsonSerializer.Serialize(this, Json) + "\n");
}

/// <summary>A town and its zone.</summary>
internal sealed record NodePlace(string Place, string Zone);
