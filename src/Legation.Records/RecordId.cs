using System.Diagnostics.CodeAnalysis;

namespace Legation.Records;

/// <summary>
/// Identifies a record everywhere and for ever: <c>kind--uuid</c>, the form of STIX 2.1 §2.9. Ids we make are UUIDv7
/// (RFC 9562 §5.7), so that they sort by the instant they were made; STIX objects keep their own.
/// </summary>
/// <param name="Kind">Lower-case word, hyphens allowed: <c>dispatch</c>, <c>post</c>, <c>node</c>.</param>
/// <param name="Uuid">The UUID part.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(RecordIdJson))]
public readonly record struct RecordId(string Kind, Guid Uuid) : IComparable<RecordId>
{
    private const int UuidLength = 36;

    /// <summary>Makes a new id of the kind; <paramref name="made"/> gives the UUIDv7 its time.</summary>
    public static RecordId New(string kind, DateTimeOffset made) => new(kind, Guid.CreateVersion7(made));

    /// <summary>Reads <c>kind--uuid</c>; false when the text has another form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        id = default;
        if (text is null || text.Length < UuidLength + 3 || text.Length > 100)
            return false;
        var kind = text.AsSpan(0, text.Length - UuidLength - 2);
        if (!text.AsSpan(kind.Length, 2).SequenceEqual("--") || !IsKind(kind))
            return false;
        if (!Guid.TryParseExact(text.AsSpan(kind.Length + 2), "D", out var uuid))
            return false;
        id = new RecordId(kind.ToString(), uuid);
        return true;
    }

    /// <summary>Reads <c>kind--uuid</c>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static RecordId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A record id reads kind--uuid.");

    /// <inheritdoc/>
    public int CompareTo(RecordId other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : Uuid.CompareTo(other.Uuid);
    }

    /// <summary>The 16 bytes of the UUID in network order (RFC 9562 §4), the form in which it is stored.</summary>
    public byte[] ToBytes() => Uuid.ToByteArray(bigEndian: true);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}--{Uuid:D}";

    private static bool IsKind(ReadOnlySpan<char> kind)
    {
        if (!char.IsAsciiLetterLower(kind[0]))
            return false;
        foreach (var c in kind)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        return true;
    }
}
