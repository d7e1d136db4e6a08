using Legation.Records;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>The nodes' folders: found, or made with new keys on the first start.</summary>
internal sealed class DemonstrationFolders(string root, int portBase, NetworkSample sample)
{
    private const int RelayPorts = 100;

    /// <summary>True if nothing has been loaded into the nodes yet.</summary>
    public bool Fresh => DemonstrationState.Read(root) is not { Loaded: true };

    public IReadOnlyList<NodeFolder> Open(DateTimeOffset now)
    {
        if (Fresh)
            Begin(now);
        return
        [
            .. sample.Nodes.Select(
                (node, index) => NodeFolder.Open(FolderOf(node)).AtPorts(PagesAt(index), RelayAt(index))
            ),
        ];
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
            Pages = PagesAt(index),
            Relay = RelayAt(index),
            Demonstration = true,
        };

    private string FolderOf(SampleOfNode node) => Path.Combine(root, node.Folder);

    private Uri PagesAt(int index) => new($"http://localhost:{portBase + index + 1}");

    private Uri RelayAt(int index) => new($"https://localhost:{portBase + RelayPorts + index + 1}");
}
