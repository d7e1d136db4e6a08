using System.Buffers.Binary;

namespace Legation.Faults.Tests.Fuzz;

/// <summary>Spoils bytes in the ways that readers of CBOR and COSE stumble over; the same seed does the same.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostChanges = 6;
    private const int Longest = 64 * 1024;

    // First bytes of items that are long, nested, indefinite, tagged, floats, or end before they begin.
    private static readonly byte[] Heads =
    [
        0x00,
        0x17,
        0x18,
        0x19,
        0x1a,
        0x1b,
        0x20,
        0x37,
        0x3b,
        0x40,
        0x58,
        0x59,
        0x5a,
        0x5b,
        0x5f,
        0x60,
        0x78,
        0x7b,
        0x7f,
        0x80,
        0x98,
        0x9b,
        0x9f,
        0xa0,
        0xb8,
        0xbb,
        0xbf,
        0xc0,
        0xd2,
        0xd8,
        0xdb,
        0xf4,
        0xf6,
        0xf9,
        0xfa,
        0xfb,
        0xff,
    ];

    private static readonly long[] Lengths =
    [
        0,
        1,
        23,
        24,
        255,
        256,
        65_535,
        65_536,
        int.MaxValue,
        1L << 31,
        long.MaxValue,
        -1,
    ];
    private readonly Random random = new(seed);

    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var changes = 1 + random.Next(MostChanges); changes > 0; changes--)
            Change(bytes, corpus);
        return [.. bytes.Take(Longest)];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var place = random.Next(bytes.Count + 1);
        var rest = bytes.Count - place;
        switch (random.Next(9))
        {
            case 0 when rest > 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when rest > 0:
                bytes[place] = Heads[random.Next(Heads.Length)];
                break;
            case 2 when rest > 0:
                bytes[place] = (byte)(bytes[place] + (random.Next(2) == 0 ? 1 : -1));
                break;
            case 3:
                bytes.RemoveRange(place, random.Next(Math.Min(rest, 40) + 1));
                break;
            case 4:
                bytes.InsertRange(place, bytes.GetRange(place, random.Next(Math.Min(rest, 80) + 1)));
                break;
            case 5:
                bytes.InsertRange(place, Head());
                break;
            case 6:
                bytes.InsertRange(place, Enumerable.Repeat(Heads[random.Next(Heads.Length)], random.Next(2000)));
                break;
            case 7:
                bytes.RemoveRange(place, rest);
                break;
            default:
                Splice(bytes, place, corpus[random.Next(corpus.Count)]);
                break;
        }
    }

    // The head of an item that says that it is this long.
    private byte[] Head()
    {
        var head = new byte[9];
        head[0] = (byte)((random.Next(8) << 5) | 27);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), Lengths[random.Next(Lengths.Length)]);
        return head;
    }

    private void Splice(List<byte> bytes, int place, byte[] other)
    {
        bytes.RemoveRange(place, bytes.Count - place);
        bytes.AddRange(other.AsSpan(random.Next(other.Length + 1)));
    }
}
