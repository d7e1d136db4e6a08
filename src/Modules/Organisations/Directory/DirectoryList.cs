using System.Buffers.Binary;
using Legation.Organisations.Names;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Directory;

/// <summary>What narrows the list of entries; null, whatever it is.</summary>
/// <param name="Words">Words of a name in any script, a mail address, a number, a place.</param>
/// <param name="Kind"><c>organisation</c>, <c>office</c>, <c>post</c> or <c>person</c>.</param>
/// <param name="Organisation">The organisation to which they belong.</param>
/// <param name="Country">ISO 3166-1, two letters.</param>
internal sealed record DirectoryQuery(
    string? Words = null,
    string? Kind = null,
    RecordId? Organisation = null,
    string? Country = null
)
{
    /// <summary>In a fixed form, for cursors.</summary>
    public override string ToString() => $"directory {Kind} {Organisation} {Country} {Words}";
}

/// <summary>A page of the list, and after which entry the next begins; null: there is none.</summary>
internal sealed record DirectoryListed(IReadOnlyList<DirectoryEntry> Items, IReadOnlyList<long>? Next);

/// <summary>The list of entries. Reads are noted, as of all records.</summary>
internal sealed class DirectoryList(DirectoryReader reader, ReadGateway gateway)
{
    private const int Half = sizeof(long);

    public DirectoryListed Page(Principal principal, DirectoryQuery query, IReadOnlyList<long> after, int limit)
    {
        var all = Matching(reader.BookFor(principal), query).ToList();
        // By the entry that was shown last: what was entered before it meanwhile moves nothing.
        var start = after is [var high, var low]
            ? 1 + all.FindIndex(e => Position(e.Id) is var p && p == (high, low))
            : 0;
        var page = all.Skip(start).Take(limit).ToList();
        gateway.Shown(principal, "directory", page.ConvertAll(entry => entry.Id));
        return new DirectoryListed(page, start + page.Count < all.Count ? Parts(page[^1].Id) : null);
    }

    /// <summary>All of them, for a file.</summary>
    public IReadOnlyList<DirectoryEntry> All(Principal principal, DirectoryQuery query) =>
        Page(principal, query, [], int.MaxValue).Items;

    public static IEnumerable<DirectoryEntry> Matching(DirectoryBook book, DirectoryQuery query)
    {
        var words = Words(query.Words);
        return (query.Kind == "person" ? book.ByName : book.InOrder).Where(entry =>
            (query.Kind is not { } kind || entry.Kind == kind)
            && (query.Organisation is not { } organisation || Belongs(book, entry, organisation))
            && (query.Country is not { } country || book.CountryOf(entry) == country)
            && book.Has(entry, words)
        );
    }

    private static bool Belongs(DirectoryBook book, DirectoryEntry entry, RecordId organisation) =>
        entry.Id == organisation || book.Above(entry).Any(above => above.Id == organisation);

    private static List<string> Words(string? words) =>
        [
            .. (words ?? "")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(FoldedText.Of)
                .Where(word => word.Length > 0),
        ];

    private static long[] Parts(RecordId id) => [Position(id).High, Position(id).Low];

    private static (long High, long Low) Position(RecordId id)
    {
        var bytes = id.ToBytes();
        return (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(Half)));
    }
}
