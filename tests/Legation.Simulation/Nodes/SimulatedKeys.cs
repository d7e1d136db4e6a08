namespace Legation.Simulation;

/// <summary>A node's secret keys, which outlive its process and its disk. They were made ahead; there are a few.</summary>
internal sealed class SimulatedKeys(Identity identity) : INodeKeys
{
    private int inUse;
    private bool isMade;

    public NodeSecrets InUse => Secrets(inUse);

    public NodeSecrets? Next => isMade ? Secrets(inUse + 1) : null;

    /// <summary>Ids of those that were in use before.</summary>
    public IReadOnlyList<Digest> Former => [.. identity.Signers.Take(inUse).Select(signer => signer.KeyId)];

    /// <summary>Null also if there are no more.</summary>
    public NodeSecrets? MakeNext(bool signing, bool tls)
    {
        isMade = inUse + 1 < identity.Signers.Length;
        return Next;
    }

    public void UseNext()
    {
        inUse += isMade ? 1 : 0;
        isMade = false;
    }

    public void DropNext() => isMade = false;

    private NodeSecrets Secrets(int number) => new(identity.Signers[number], identity.Certificate);
}
