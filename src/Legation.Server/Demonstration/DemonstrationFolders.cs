using Legation.Records;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>The nodes' folders: found, or made with new keys on the first start.</summary>
internal sealed class DemonstrationFolders(string root, int? portBase, NetworkSample sample)
{
    private readonly DemonstrationPorts ports = new(portBase ?? DemonstrationPorts.UsualBase);

    /// <summary>True if nothing has been loaded into the nodes yet.</summary>
    public bool Fresh => DemonstrationState.Read(root) is not { Loaded: true };

    public IReadOnlyList<NodeFolder> Open(DateTimeOffset now)
    {
        if (NodeFolder.Exists(root))
            throw new NodeFolderException(
                $"{root} is the folder of a node, not of the demonstration. Run the node with: legation serve --data {root}"
            );
        if (Fresh)
            Begin(now);
        var folders = sample.Nodes.Select(node => NodeFolder.Open(FolderOf(node))).ToList();
        // Cards, links and credentials name the ports.
        var made = folders[0].Description.Pages.Port - 1;
        return portBase is null || portBase == made
            ? folders
            : throw new NodeFolderException(
                $"The demonstration in {root} was made with --port-base {made} and keeps it. Leave the option out, or begin anew: choose another folder with --data, or delete this one."
            );
    }

    public void Finish() => new DemonstrationState(Loaded: true).Write(root);

    private void Begin(DateTimeOffset now)
    {
        // A first start that was cut off left half-loaded nodes, which nobody has used yet.
        var cutOff = DemonstrationState.Read(root) is not null;
        new DemonstrationState(Loaded: false).Write(root);
        foreach (var (index, node) in sample.Nodes.Index())
        {
            if (cutOff && Directory.Exists(FolderOf(node)))
                Directory.Delete(FolderOf(node), recursive: true);
            NodeFolder.Create(FolderOf(node), Describe(node, index, now), now);
        }
    }

    private NodeDescription Describe(SampleOfNode node, int index, DateTimeOffset now) =>
        new()
        {
            Id = RecordId.New("node", now),
            Code = node.Code,
            Name = node.Name,
            Organisation = RecordId.New("organisation", now),
            OrganisationName = SampleName.Latin(node.Organisation.Name),
            Place = node.Place,
            Zone = node.Zone,
            Headquarters = new NodePlace(sample.Headquarters.Place, sample.Headquarters.Zone),
            Pages = ports.PagesOf(index),
            Relay = ports.RelayOf(index),
            Demonstration = true,
        };

    private string FolderOf(SampleOfNode node) => Path.Combine(root, node.Folder);
}
