using Legation.Records;
using Legation.Relay;
using Legation.Server.Nodes;

namespace Legation.Server.Communications;

/// <summary>What became of the last files that were read, until the node ends: whoever needs it later reads the file again.</summary>
internal sealed class CarriedResults(NodeFolder folder)
{
    private const int Most = 20;
    private readonly Lock gate = new();
    private readonly LinkedList<(string Name, Outcome<ReadFile> Result)> kept = [];

    /// <summary>Keeps a result; its receipts stand in the folder under the same name.</summary>
    public void Keep(string name, Outcome<ReadFile> result)
    {
        lock (gate)
        {
            kept.AddLast((name, result));
            if (kept.Count <= Most)
                return;
            folder.Carried.Delete(kept.First!.Value.Name);
            kept.RemoveFirst();
        }
    }

    /// <summary>The result of this name; null if it is not kept.</summary>
    public Outcome<ReadFile>? Find(string name)
    {
        lock (gate)
            foreach (var (known, result) in kept)
                if (known == name)
                    return result;
        return null;
    }
}
