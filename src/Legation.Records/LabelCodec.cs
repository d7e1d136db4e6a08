using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Text;
using Legation.Labels;

namespace Legation.Records;

/// <summary>
/// A label inside a header: a map {1 policy, 2 classification, 3 categories, 4 membership epoch, 5 review date as days
/// since 1970-01-01, 6 alternative labels}. The instant made is the header's, for the alternatives too.
/// </summary>
internal static class LabelCodec
{
    private const int MaxValues = 1024;
    private const int MaxAlternatives = 8;

    private static readonly Comparer<byte[]> BytewiseOrder = Comparer<byte[]>.Create(
        static (left, right) => left.AsSpan().SequenceCompareTo(right)
    );

    public static void Write(CborWriter w, Label label)
    {
        var fields = 3 + (label.Categories.IsEmpty ? 0 : 1) + (label.Review is null ? 0 : 1);
        w.WriteStartMap(fields + (label.Alternatives.IsEmpty ? 0 : 1));
        w.WriteInt32(1);
        w.WriteTextString(label.Policy);
        w.WriteInt32(2);
        w.WriteTextString(label.Classification);
        if (!label.Categories.IsEmpty)
            WriteCategories(w, label);
        w.WriteInt32(4);
        w.WriteInt32(label.MembershipEpoch);
        if (label.Review is { } review)
        {
            w.WriteInt32(5);
            w.WriteInt32(review.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        }
        if (!label.Alternatives.IsEmpty)
            WriteAlternatives(w, label.Alternatives);
        w.WriteEndMap();
    }

    /// <summary>What two labels must share to be one interned label: all but dates.</summary>
    public static byte[] Key(Label label) => Bytes(Undated(label));

    /// <summary>Reads back what <see cref="Key"/> made.</summary>
    public static Label FromKey(ReadOnlyMemory<byte> key) => Read(new CborReader(key, CborConformanceMode.Canonical));

    public static Label Read(CborReader r, int depth = 0)
    {
        string? policy = null,
            classification = null;
        var categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        int? epoch = null;
        DateOnly? review = null;
        ImmutableArray<Label> alternatives = [];
        r.ReadStartMap();
        while (r.PeekState() != CborReaderState.EndMap)
        {
            // csharpier-ignore
            switch (r.ReadInt32())
            {
                case 1: policy = r.ReadTextString(); break;
                case 2: classification = r.ReadTextString(); break;
                case 3: categories = ReadCategories(r); break;
                case 4: epoch = r.ReadInt32(); break;
                case 5: review = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(r.ReadInt32()); break;
                case 6 when depth == 0: alternatives = ReadAlternatives(r); break;
                default: throw new FormatException("The label has an unknown field.");
            }
        }
        r.ReadEndMap();
        return new Label
        {
            Policy = policy ?? throw new FormatException("The label names no policy."),
            Classification = classification ?? throw new FormatException("The label has no classification."),
            Categories = categories,
            MembershipEpoch = epoch is >= 0 ? epoch.Value : throw new FormatException("The label has no epoch."),
            Review = review,
            Alternatives = alternatives,
        };
    }

    private static Label Undated(Label label) =>
        label with
        {
            Review = null,
            Alternatives = label.Alternatives.IsEmpty ? [] : [.. label.Alternatives.Select(Undated)],
        };

    // Keys in the order of RFC 8949 §4.2.1: the writer sorts them.
    private static void WriteCategories(CborWriter w, Label label)
    {
        w.WriteInt32(3);
        w.WriteStartMap(label.Categories.Count);
        foreach (var tagSet in label.Categories.Keys)
        {
            w.WriteTextString(tagSet);
            WriteValues(w, label.Values(tagSet));
        }
        w.WriteEndMap();
    }

    private static void WriteValues(CborWriter w, ImmutableArray<string> values)
    {
        if (values.Length > 1)
            values = [.. values.Distinct(StringComparer.Ordinal).OrderBy(Encoding.UTF8.GetBytes, BytewiseOrder)];
        w.WriteStartArray(values.Length);
        foreach (var value in values)
            w.WriteTextString(value);
        w.WriteEndArray();
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ReadCategories(CborReader r)
    {
        var categories = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(
            StringComparer.OrdinalIgnoreCase
        );
        r.ReadStartMap();
        while (r.PeekState() != CborReaderState.EndMap)
        {
            var tagSet = r.ReadTextString();
            var length = r.ReadStartArray();
            if (length is null or > MaxValues)
                throw new FormatException("A tag set is too long.");
            var values = ImmutableArray.CreateBuilder<string>(length.Value);
            for (var i = 0; i < length; i++)
                values.Add(r.ReadTextString());
            r.ReadEndArray();
            categories.Add(tagSet, values.MoveToImmutable());
        }
        r.ReadEndMap();
        return categories.ToImmutable();
    }

    private static void WriteAlternatives(CborWriter w, ImmutableArray<Label> alternatives)
    {
        var distinct = new SortedSet<byte[]>(alternatives.Select(Bytes), BytewiseOrder);
        w.WriteInt32(6);
        w.WriteStartArray(distinct.Count);
        foreach (var encoded in distinct)
            w.WriteEncodedValue(encoded);
        w.WriteEndArray();
    }

    private static byte[] Bytes(Label label)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        Write(w, label);
        return w.Encode();
    }

    private static ImmutableArray<Label> ReadAlternatives(CborReader r)
    {
        var length = r.ReadStartArray();
        if (length is null or > MaxAlternatives)
            throw new FormatException("Too many alternative labels.");
        var alternatives = ImmutableArray.CreateBuilder<Label>(length.Value);
        for (var i = 0; i < length; i++)
            alternatives.Add(Read(r, depth: 1));
        r.ReadEndArray();
        return alternatives.MoveToImmutable();
    }
}
