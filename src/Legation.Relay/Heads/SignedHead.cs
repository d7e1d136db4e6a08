namespace Legation.Relay;

/// <summary>A statement and the bytes that the peer signed: the evidence, should the next contradict it.</summary>
internal sealed record SignedHead(HeadStatement Said, byte[] Bytes)
{
    /// <summary>Reads one that was verified before it was kept.</summary>
    public static SignedHead? ReadKept(byte[] bytes) =>
        HeadStatement.ReadVerified(bytes) is { } said ? new SignedHead(said, bytes) : null;
}
