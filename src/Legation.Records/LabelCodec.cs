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

    public static void Write(ref DeterministicWriter w, Label label)
    {
        var fields = 3 + (label.Categories.IsEmpty ? 0 : 1) + (label.Review is null ? 0 : 1);
        w.WriteMap(fields + (label.Alternatives.IsEmpty ? 0 : 1));
        w.WriteInteger(1);
        w.WriteText(label.Policy);
        w.WriteInteger(2);
        w.WriteText(label.Classification);
        if (!label.Categories.IsEmpty)
            WriteCategories(ref w, label);
        w.WriteInteger(4);
        w.WriteInteger(label.MembershipEpoch);
        if (label.Review is { } review)
        {
            w.WriteInteger(5);
            w.WriteInteger(review.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        }
        if (!label.Alternatives.IsEmpty)
            WriteAlternatives(ref w, label.Alternatives);
    }

    /// <summary>What two labels must share to be one interned label: all but dates.</summary>
    public static byte[] Key(Label label) => Bytes(Undated(label));

    /// <summary>All of a label but the instant made.</summary>
    public static byte[] Encode(Label label) => Bytes(label);

    /// <summary>Reads back what <see cref="Key"/> or <see cref="Encode"/> made.</summary>
    public static Label Decode(ReadOnlyMemory<byte> label) =>
        Read(new CborReader(label, CborConformanceMode.Canonical));

    /// <summary>The label as made at an instant. One without a date counts as new, so that values retired since would make it invalid.</summary>
    public static Label MadeAt(Label label, DateTimeOffset made) =>
        label with
        {
            Made = made,
            Alternatives = [.. label.Alternatives.Select(alternative => alternative with { Made = made })],
        };

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

    // Keys in the order of RFC 8949 §4.2.1: of texts the shorter first, then bytewise.
    private static void WriteCategories(ref DeterministicWriter w, Label label)
    {
        w.WriteInteger(3);
        w.WriteMap(label.Categories.Count);
        foreach (var tagSet in InOrder(label.Categories.Keys))
        {
            w.WriteText(tagSet);
            WriteValues(ref w, label.Values(tagSet));
        }
    }

    private static IEnumerable<string> InOrder(IEnumerable<string> keys) =>
        keys.TryGetNonEnumeratedCount(out var count) && count < 2
            ? keys
            : keys.OrderBy(Encoding.UTF8.GetByteCount).ThenBy(Encoding.UTF8.GetBytes, BytewiseOrder);

    private static void WriteValues(ref DeterministicWriter w, ImmutableArray<string> values)
    {
        if (values.Length > 1)
            values = [.. values.Distinct(StringComparer.Ordinal).OrderBy(Encoding.UTF8.GetBytes, BytewiseOrder)];
        w.WriteList(values.Length);
        foreach (var value in values)
            w.WriteText(value);
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

    private static void WriteAlternatives(ref DeterministicWriter w, ImmutableArray<Label> alternatives)
    {
        var distinct = new SortedSet<byte[]>(alternatives.Select(Bytes), BytewiseOrder);
        w.WriteInteger(6);
        w.WriteList(distinct.Count);
        foreach (var encoded in distinct)
            w.WriteEncoded(encoded);
    }

    private static byte[] Bytes(Label label)
    {
        var w = new DeterministicWriter(stackalloc byte[DeterministicWriter.Usual]);
        Write(ref w, label);
        return w.Written.ToArray();
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
