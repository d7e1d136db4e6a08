using System.Formats.Cbor;
using Legation.Records;

namespace Legation.Tests.Records.Support;

/// <summary>Headers that each break one rule of form 1, made by hand from a good one.</summary>
internal static class MalformedHeaders
{
    private delegate void Field(CborWriter writer);

    private const string Node = "node--0196f000-0000-7000-8000-000000000001";
    private const string Other = "office--0196f000-0000-7000-8000-000000000002";

    public static TheoryData<string, byte[]> All() =>
        new()
        {
            { "nothing", [] },
            { "not a map", [0x80] },
            { "an unknown field", Write(Good().With(17, w => w.WriteInt32(1))) },
            { "another form", Write(Good().With(1, w => w.WriteInt32(2))) },
            { "no form", Write(Good().Without(1)) },
            { "no id", Write(Good().Without(2)) },
            { "no home", Write(Good().Without(6)) },
            { "no author", Write(Good().Without(8)) },
            { "no label", Write(Good().Without(10)) },
            { "no audience", Write(Good().Without(11)) },
            { "no body commitment", Write(Good().Without(16)) },
            { "a version below one", Write(Good().With(4, w => w.WriteInt32(0))) },
            { "an epoch below one", Write(Good().With(7, w => w.WriteInt32(-1))) },
            { "a schema below one", Write(Good().With(3, w => w.WriteInt32(0))) },
            {
                "an id in capitals",
                Write(Good().With(6, w => w.WriteTextString("node--0196F000-0000-7000-8000-000000000001")))
            },
            { "an id that is none", Write(Good().With(2, w => w.WriteTextString("node"))) },
            { "an instant beyond the calendar", Write(Good().With(9, w => w.WriteInt64(long.MaxValue))) },
            { "an unknown precedence", Write(Good().With(12, w => w.WriteInt32(4))) },
            { "a short hash", Write(Good().With(16, w => w.WriteByteString(new byte[31]))) },
            { "an audience out of order", Write(Good().With(11, w => Texts(w, Other, Node))) },
            { "a party named twice", Write(Good().With(11, w => Texts(w, Node, Node))) },
            { "an empty list of references", Write(Good().With(14, w => Texts(w))) },
            { "too many parties", Write(Good().With(11, w => Texts(w, [.. Enumerable.Repeat(Node, 5000)]))) },
            { "an author of one", Write(Good().With(8, w => Texts(w, Node))) },
            { "an author of four", Write(Good().With(8, w => Texts(w, Node, Node, Node, Node))) },
            { "an attachment smaller than nothing", Write(Good().With(15, NegativeAttachment)) },
            {
                "a label with an unknown field",
                Write(
                    Good()
                        .With(
                            10,
                            w =>
                                Label(
                                    w,
                                    l =>
                                    {
                                        l.WriteInt32(9);
                                        l.WriteInt32(1);
                                    }
                                )
                        )
                )
            },
            {
                "a label of a negative epoch",
                Write(
                    Good()
                        .With(
                            10,
                            w =>
                                Label(
                                    w,
                                    l =>
                                    {
                                        l.WriteInt32(4);
                                        l.WriteInt32(-1);
                                    }
                                )
                        )
                )
            },
            { "bytes after the end", [.. Write(Good()), 0] },
            { "fields out of order", Write(Good(), CborConformanceMode.Lax, reverse: true) },
            { "a map without a stated length", Indefinite() },
            { "a number longer than it need be", Longer() },
        };

    public static byte[] WellFormed() => Write(Good());

    private static SortedDictionary<int, Field> Good() =>
        new()
        {
            [1] = w => w.WriteInt32(1),
            [2] = w => w.WriteTextString(Node),
            [3] = w => w.WriteInt32(1),
            [4] = w => w.WriteInt32(1),
            [6] = w => w.WriteTextString(Node),
            [7] = w => w.WriteInt32(1),
            [8] = w => Texts(w, Node, Node),
            [9] = w => w.WriteInt64(1_700_000_000_000_000),
            [10] = w =>
                Label(
                    w,
                    l =>
                    {
                        l.WriteInt32(4);
                        l.WriteInt32(1);
                    }
                ),
            [11] = w => Texts(w, Node, Other),
            [12] = w => w.WriteInt32(0),
            [16] = w => w.WriteByteString(new byte[Digest.Length]),
        };

    private static SortedDictionary<int, Field> With(this SortedDictionary<int, Field> fields, int key, Field field)
    {
        fields[key] = field;
        return fields;
    }

    private static SortedDictionary<int, Field> Without(this SortedDictionary<int, Field> fields, int key)
    {
        fields.Remove(key);
        return fields;
    }

    private static byte[] Write(
        SortedDictionary<int, Field> fields,
        CborConformanceMode mode = CborConformanceMode.Strict,
        bool reverse = false
    )
    {
        var w = new CborWriter(mode);
        w.WriteStartMap(fields.Count);
        foreach (var (key, field) in reverse ? fields.Reverse() : fields)
        {
            w.WriteInt32(key);
            field(w);
        }
        w.WriteEndMap();
        return w.Encode();
    }

    private static byte[] Indefinite()
    {
        var bytes = WellFormed();
        return [0xbf, .. bytes[1..], 0xff];
    }

    // 1: 1 written as 1: (one byte follows) 1.
    private static byte[] Longer()
    {
        var bytes = WellFormed();
        return [bytes[0], bytes[1], 0x18, 0x01, .. bytes[3..]];
    }

    private static void Texts(CborWriter w, params string[] texts)
    {
        w.WriteStartArray(texts.Length);
        foreach (var text in texts)
            w.WriteTextString(text);
        w.WriteEndArray();
    }

    private static void Label(CborWriter w, Action<CborWriter> field)
    {
        w.WriteStartMap(3);
        w.WriteInt32(1);
        w.WriteTextString("LEGATION-DEMO");
        w.WriteInt32(2);
        w.WriteTextString("RESTRICTED");
        field(w);
        w.WriteEndMap();
    }

    private static void NegativeAttachment(CborWriter w)
    {
        w.WriteStartArray(1);
        w.WriteStartArray(3);
        w.WriteByteString(new byte[Digest.Length]);
        w.WriteInt64(-1);
        w.WriteTextString("text/plain");
        w.WriteEndArray();
        w.WriteEndArray();
    }
}
