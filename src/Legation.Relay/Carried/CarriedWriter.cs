using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Legation.Relay;

/// <summary>
/// Writes a carried file: a CBOR sequence (RFC 8742) of its mark, byte strings, and the signed end. Item by item, for a
/// backlog may be longer than memory.
/// </summary>
internal sealed class CarriedWriter : IDisposable
{
    /// <summary>The text with which each carried file begins.</summary>
    public static ReadOnlySpan<byte> Mark => "\x70legation-carried"u8;

    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream to;

    public CarriedWriter(Stream to)
    {
        this.to = to;
        Write(Mark);
    }

    public long Items { get; private set; }

    public void Add(ReadOnlySpan<byte> item)
    {
        Write(Head(item.Length));
        Write(item);
        Items++;
    }

    /// <summary>The head of an item: a byte string whose length has four bytes (RFC 8949 §3.1), for every length.</summary>
    public static byte[] Head(int length)
    {
        byte[] head = [0x5a, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), length);
        return head;
    }

    /// <summary>Ends the file; nothing may be added.</summary>
    public void Finish(CarriedContent content, RecordId forNode, NodeIdentity self, DateTimeOffset made)
    {
        Span<byte> digest = stackalloc byte[Digest.Length];
        sha.GetHashAndReset(digest);
        var end = new CarriedManifest(content, self.Id, forNode, made, Items, new Digest(digest));
        to.Write(end.Sign(self.Signer));
        to.Flush();
    }

    public void Dispose() => sha.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        sha.AppendData(bytes);
        to.Write(bytes);
    }
}
