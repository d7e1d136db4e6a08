using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

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
    private const int LongestId = 100;
    internal const int UuidLength = 36;
    internal const string Separator = "--";
    private static readonly SearchValues<char> UuidCharacters = SearchValues.Create("0123456789abcdef-");

    /// <summary>Makes a new id of the kind; <paramref name="made"/> gives the UUIDv7 its time.</summary>
    public static RecordId New(string kind, DateTimeOffset made) => new(kind, Guid.CreateVersion7(made));

    /// <summary>Reads <c>kind--uuid</c>; false when the text has another form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id) => TryParse(text.AsSpan(), out id);

    private static bool TryParse(ReadOnlySpan<char> text, out RecordId id)
    {
        id = default;
        if (text.Length is < UuidLength + 3 or > LongestId)
            return false;
        var kind = text[..^(UuidLength + 2)];
        if (!text.Slice(kind.Length, 2).SequenceEqual(Separator) || !IsKind(kind))
            return false;
        var digits = text[(kind.Length + 2)..];
        // Guid alone would also take capitals, signs and 0x: one id, one text.
        if (digits.ContainsAnyExcept(UuidCharacters) || !Guid.TryParseExact(digits, "D", out var uuid))
            return false;
        id = new RecordId(kind.ToString(), uuid);
        return true;
    }

    /// <summary>Reads <c>kind--uuid</c> in ASCII.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    internal static RecordId Parse(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[LongestId];
        if (text.Length > LongestId || Ascii.ToUtf16(text, characters, out var length) != OperationStatus.Done)
            throw NoId();
        return TryParse(characters[..length], out var id) ? id : throw NoId();
    }

    /// <summary>Reads <c>kind--uuid</c>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static RecordId Parse(string text) => TryParse(text, out var id) ? id : throw NoId();

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

    private static FormatException NoId() => new("A record id reads kind--uuid.");

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
