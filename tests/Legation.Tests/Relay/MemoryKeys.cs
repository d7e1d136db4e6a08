using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>Keys that outlive the node's stops, as files do.</summary>
internal sealed class MemoryKeys(string name) : INodeKeys, IDisposable
{
    private readonly List<NodeSecrets> made = [];

    public NodeSecrets InUse { get; private set; } = new(NodeKey.Generate(), TestNode.SelfSigned(name));

    public NodeSecrets? Next { get; private set; }

    /// <summary>How often in a row they cannot be brought into use, as when a file cannot be moved.</summary>
    public int Failing { get; set; }

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
        if (Failing-- > 0)
            throw new IOException("The file cannot be moved.");
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
