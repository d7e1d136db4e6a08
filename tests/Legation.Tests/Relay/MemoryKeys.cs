using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>Keys that outlive the node's stops, as files do.</summary>
internal sealed class MemoryKeys(string name) : INodeKeys, IDisposable
{
    private readonly List<NodeSecrets> made = [];

    public NodeSecrets InUse { get; private set; } = new(NodeKey.Generate(), TestNode.SelfSigned(name));

    public NodeSecrets? Next { get; private set; }

    public NodeSecrets MakeNext(bool signing, bool tls)
    {
        Next = new NodeSecrets(
            signing ? NodeKey.Generate() : InUse.Signer,
            tls ? TestNode.SelfSigned(name) : InUse.Certificate
        );
        made.Add(Next);
        return Next;
    }

    public void UseNext()
    {
        made.Add(InUse);
        (InUse, Next) = (Next ?? InUse, null);
    }

    public void DropNext() => Next = null;

    /// <summary>As a crash leaves them between the two.</summary>
    public void SetBack(NodeSecrets inUse, NodeSecrets next) => (InUse, Next) = (inUse, next);

    // Whoever disposes of a node stops it first.
    public void Dispose()
    {
        foreach (var secrets in made.Append(InUse))
        {
            (secrets.Signer as NodeKey)?.Dispose();
            secrets.Certificate.Dispose();
        }
    }
}
