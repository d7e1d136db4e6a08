using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Legation.Relay;

/// <summary>Reads a carried file: first the whole of it is checked, then its items are read one by one.</summary>
internal sealed class CarriedReader(Stream file)
{
    // The first byte of a COSE_Sign1 with its tag, and of an item.
    private const int EndFollows = 0xd2;
    private const int ItemFollows = 0x5a;

    private long end;

    /// <summary>
    /// Reads the file to its end and checks, in this order: that it is whole, that its maker's card is accepted and counts,
    /// that the maker signed exactly this, and that it is for this node.
    /// </summary>
    public Outcome<CarriedManifest> Check(NodeIdentity self, KnownNodes nodes)
    {
        if (ReadAll().Refused(out var refusal, out var read))
            return refusal;
        if (CarriedManifest.Peek(read.Signed) is not { } manifest)
            return CarriedRefusals.NoFile;
        var (maker, name) = (nodes.Find(manifest.From), nodes.NameOf(manifest.From));
        if (maker is null && manifest.From != self.Id)
            return CarriedRefusals.FromAStranger(manifest.From);
        if (maker is { IsRevoked: true })
            return CarriedRefusals.Revoked(name);
        if (
            !CarriedManifest.IsSigned(read.Signed, nodes.KeysOf(manifest.From))
            || manifest.Items != read.Items
            || manifest.Digest != read.Digest
        )
            return CarriedRefusals.Altered(name);
        return manifest.To == self.Id ? manifest : CarriedRefusals.ForAnother(nodes.NameOf(manifest.To));
    }

    /// <summary>The items of a file that was checked.</summary>
    public IEnumerable<byte[]> Items()
    {
        file.Position = CarriedWriter.Mark.Length;
        while (file.Position < end)
            yield return NextItem(out _) ?? throw new InvalidDataException("A carried file changed while it was read.");
    }

    private Outcome<Everything> ReadAll()
    {
        file.Position = 0;
        var mark = new byte[CarriedWriter.Mark.Length];
        if (
            file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length
            || !CarriedWriter.Mark.SequenceEqual(mark)
        )
            return CarriedRefusals.NoFile;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(mark);
        for (var items = 0; ; items++)
        {
            end = file.Position;
            var head = file.ReadByte();
            if (head == EndFollows)
                return ReadEnd(items, new Digest(sha.GetHashAndReset()));
            if (head != ItemFollows)
                return head < 0 ? CarriedRefusals.CutOff : CarriedRefusals.NoFile;
            file.Position = end;
            if (NextItem(out var isTooLong) is not { } item)
                return isTooLong ? CarriedRefusals.NoFile : CarriedRefusals.CutOff;
            sha.AppendData(CarriedWriter.Head(item.Length));
            sha.AppendData(item);
        }
    }

    private Outcome<Everything> ReadEnd(long items, Digest digest)
    {
        if (file.Length - end > CarriedManifest.Longest)
            return CarriedRefusals.NoFile;
        file.Position = end;
        var signed = new byte[file.Length - end];
        file.ReadExactly(signed);
        return CarriedManifest.Peek(signed) is null ? CarriedRefusals.CutOff : new Everything(signed, items, digest);
    }

    private byte[]? NextItem(out bool isTooLong)
    {
        Span<byte> head = stackalloc byte[5];
        isTooLong = false;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
        isTooLong = length > BatchCodec.Longest;
        if (isTooLong || length > file.Length - file.Position)
            return null;
        var item = new byte[length];
        file.ReadExactly(item);
        return item;
    }

    private sealed record Everything(byte[] Signed, long Items, Digest Digest);
}
