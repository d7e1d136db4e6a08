using System.Collections.Frozen;
using System.Collections.Immutable;
using Legation.Organisations.Names;
using Legation.Records;

namespace Legation.Organisations.Directory;

/// <summary>The entries that one reader may have, in their order, and what they have to do with one another.</summary>
internal sealed class DirectoryBook
{
    private static readonly IComparer<IReadOnlyList<string>> ByPath = Comparer<IReadOnlyList<string>>.Create(Compare);
    private readonly FrozenDictionary<RecordId, DirectoryEntry> entries;
    private readonly ILookup<RecordId, Holding> byPost;
    private readonly ILookup<RecordId, Holding> byPerson;
    private readonly Lazy<ImmutableArray<DirectoryEntry>> inOrder;
    private readonly Lazy<ImmutableArray<DirectoryEntry>> byName;
    private readonly Lazy<FrozenDictionary<RecordId, string>> folded;

    public DirectoryBook(IEnumerable<DirectoryEntry> visible, IEnumerable<Holding> holdings)
    {
        entries = visible.ToFrozenDictionary(entry => entry.Id);
        // Of a post or a person that is not for the reader, nothing tells that somebody holds it.
        Holdings =
        [
            .. holdings
                .Where(h => entries.ContainsKey(h.Person) && entries.ContainsKey(h.Post))
                .OrderByDescending(h => h.To is null)
                .ThenByDescending(h => h.From)
                .ThenBy(h => h.Record),
        ];
        byPost = Holdings.ToLookup(h => h.Post);
        byPerson = Holdings.ToLookup(h => h.Person);
        inOrder = new(() => [.. entries.Values.OrderBy(PathOf, ByPath).ThenBy(entry => entry.Id)]);
        byName = new(() => [.. InOrder.OrderBy(entry => entry.SortName, StringComparer.OrdinalIgnoreCase)]);
        folded = new(() => entries.Values.ToFrozenDictionary(entry => entry.Id, Fold));
    }

    public IEnumerable<DirectoryEntry> Entries => entries.Values;

    /// <summary>The latest first, and before these what is still held.</summary>
    public ImmutableArray<Holding> Holdings { get; }

    /// <summary>Organisations with their offices, these with their posts, these with who holds them.</summary>
    public IReadOnlyList<DirectoryEntry> InOrder => inOrder.Value;

    /// <summary>The same by name alone, the family name first.</summary>
    public IReadOnlyList<DirectoryEntry> ByName => byName.Value;

    public DirectoryEntry? Find(RecordId id) => entries.GetValueOrDefault(id);

    public DirectoryEntry? Find(RecordId? id) => id is { } known ? Find(known) : null;

    public IEnumerable<Holding> HoldersOf(RecordId post) => byPost[post];

    public IEnumerable<Holding> HeldBy(RecordId person) => byPerson[person];

    /// <summary>Offices of an organisation, posts of an office.</summary>
    public IEnumerable<DirectoryEntry> Within(DirectoryEntry entry) =>
        InOrder.Where(other =>
            entry.Kind switch
            {
                "organisation" => other.Kind == "office" && other.Organisation == entry.Id,
                "office" => other.Kind == "post" && other.Office == entry.Id,
                _ => false,
            }
        );

    /// <summary>What it belongs to, the nearest first: of a person the post that he holds, or held last.</summary>
    public IEnumerable<DirectoryEntry> Above(DirectoryEntry entry)
    {
        var first = entry.Kind == "person" ? Find(byPerson[entry.Id].FirstOrDefault()?.Post) : entry;
        var chain = new[] { first, Find(first?.Office), Find(first?.Organisation) };
        return chain.OfType<DirectoryEntry>().Where(above => above.Id != entry.Id).Distinct();
    }

    /// <summary>Its own word, or that of what it belongs to.</summary>
    public string? ZoneOf(DirectoryEntry entry) => Said(entry, e => e.Details.Zone);

    public string? CountryOf(DirectoryEntry entry) => Said(entry, e => e.Details.Country);

    public string? PlaceOf(DirectoryEntry entry) => Said(entry, e => e.Details.Place);

    /// <summary>Whether the entry has all of the words, folded, in whatever it says.</summary>
    public bool Has(DirectoryEntry entry, IReadOnlyList<string> words) =>
        words.All(word => folded.Value[entry.Id].Contains(word, StringComparison.Ordinal));

    private string? Said(DirectoryEntry entry, Func<DirectoryEntry, string?> what) =>
        Above(entry).Prepend(entry).Select(what).FirstOrDefault(said => said is not null);

    private string[] PathOf(DirectoryEntry entry) =>
        Above(entry) is var above && entry.Kind == "person" && !above.Any()
            // Who holds nothing comes last.
            ? ["\uFFFF", entry.SortName]
            : [.. above.Reverse().Select(e => e.SortName), entry.SortName];

    private string Fold(DirectoryEntry entry)
    {
        var said = entry
            .Names.SelectMany(name => new[] { name.Text, name.Reading, $"{name.Family}{name.Given}" })
            .Concat([entry.Contact.Mail, entry.Contact.Telephone, entry.Contact.Mobile, entry.Contact.DutyNumber])
            .Concat([entry.Details.Place, entry.Details.FormOfAddress])
            .Concat(Above(entry).SelectMany(above => above.Names).Select(name => name.Text));
        return string.Join('\n', said.OfType<string>().Select(FoldedText.Of));
    }

    private static int Compare(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
            if (StringComparer.OrdinalIgnoreCase.Compare(one[i], other[i]) is var order and not 0)
                return order;
        return one.Count.CompareTo(other.Count);
    }
}
