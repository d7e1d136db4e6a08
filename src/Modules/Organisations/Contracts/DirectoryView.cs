using System.Collections.Frozen;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>The part of the directory that a principal may see, as of one instant.</summary>
public sealed class DirectoryView
{
    private readonly FrozenDictionary<RecordId, Party> parties;
    private readonly FrozenDictionary<RecordId, DirectoryPerson> persons;
    private readonly IReadOnlyList<PostHolding> holdings;
    private readonly IReadOnlyList<RouteRuling> rulings;
    private readonly Func<RecordId, bool> follows;

    /// <summary>Takes entries that the principal may see.</summary>
    /// <param name="parties">Organisations, offices and posts.</param>
    /// <param name="persons">Persons.</param>
    /// <param name="holdings">Who holds which post.</param>
    /// <param name="rulings">Rulings on routes, whoever made them, the newest first.</param>
    /// <param name="follows">Whether this node follows the routes of a node; asked each time.</param>
    public DirectoryView(
        IEnumerable<Party> parties,
        IEnumerable<DirectoryPerson> persons,
        IReadOnlyList<PostHolding> holdings,
        IReadOnlyList<RouteRuling> rulings,
        Func<RecordId, bool> follows
    )
    {
        this.parties = parties.ToFrozenDictionary(p => p.Id);
        this.persons = persons.ToFrozenDictionary(p => p.Id);
        this.holdings = holdings;
        this.rulings = rulings;
        this.follows = follows;
    }

    /// <summary>All that can be addressed, by organisation, then office, then name.</summary>
    public IEnumerable<Party> Parties =>
        parties
            .Values.OrderBy(p => NameOf(p.Organisation), StringComparer.Ordinal)
            .ThenBy(Rank)
            .ThenBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>All persons by name.</summary>
    public IEnumerable<DirectoryPerson> Persons => persons.Values.OrderBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>The party with the id; null when it is not known.</summary>
    public Party? Party(RecordId id) => parties.GetValueOrDefault(id);

    /// <summary>The person with the id; null when it is not known.</summary>
    public DirectoryPerson? Person(RecordId id) => persons.GetValueOrDefault(id);

    /// <summary>Name of a person or party; the id's text when it is not known.</summary>
    public string NameOf(RecordId id) => Party(id)?.Name ?? Person(id)?.Name ?? id.ToString();

    /// <summary>Who held the post on the day.</summary>
    public IEnumerable<DirectoryPerson> HoldersOf(RecordId post, DateOnly day) =>
        holdings
            .Where(h => h.Post == post && h.From <= day && (h.To is null || h.To >= day))
            .Select(h => Person(h.Person))
            .OfType<DirectoryPerson>();

    /// <summary>“Asia-Pacific desk, Headquarters”: the party with what it belongs to.</summary>
    public string FullNameOf(RecordId id)
    {
        if (Party(id) is not { } party)
            return NameOf(id);
        var within = party.Office is { } office && office != id ? office : party.Organisation;
        return within == id ? party.Name : $"{party.Name}, {NameOf(within)}";
    }

    /// <summary>
    /// The route of the post's dispatches through an office; null: direct. A ruling on the post itself goes before one on
    /// its office, and that before one on its organisation; of several on one level, the newest that is followed.
    /// </summary>
    public ThroughRoute? RouteOf(RecordId post) =>
        Party(post) is { } sender
        && (RulingOn(post) ?? RulingOn(sender.Office) ?? RulingOn(sender.Organisation)) is { Via: { } via } ruling
            ? new ThroughRoute(ruling.Sender, via, ruling.Authority)
            : null;

    /// <summary>Posts whose dispatches go through the office.</summary>
    public IEnumerable<RecordId> SendersThrough(RecordId office) =>
        parties.Values.Where(p => p.Kind == "post" && RouteOf(p.Id)?.Via == office).Select(p => p.Id);

    private RouteRuling? RulingOn(RecordId? sender) =>
        rulings.FirstOrDefault(r => r.Sender == sender && follows(r.Authority));

    private static int Rank(Party party) =>
        party.Kind switch
        {
            "organisation" => 0,
            "office" => 1,
            _ => 2,
        };
}
