using System.Collections.Frozen;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>The part of the directory that a principal may see, as of one instant.</summary>
public sealed class DirectoryView
{
    private readonly FrozenDictionary<RecordId, Party> parties;
    private readonly FrozenDictionary<RecordId, DirectoryPerson> persons;
    private readonly IReadOnlyList<PostHolding> holdings;
    private readonly IReadOnlyList<DirectorySubject> subjects;
    private readonly IReadOnlyList<RouteRuling> rulings;
    private readonly Func<RecordId, bool> follows;

    /// <summary>Takes entries that the principal may see.</summary>
    /// <param name="parties">Organisations, offices and posts.</param>
    /// <param name="persons">Persons.</param>
    /// <param name="holdings">Who holds which post.</param>
    /// <param name="subjects">What dispatches may be about.</param>
    /// <param name="rulings">Rulings on routes, whoever made them, the newest first.</param>
    /// <param name="follows">Whether this node follows the routes of a node; asked each time.</param>
    public DirectoryView(
        IEnumerable<Party> parties,
        IEnumerable<DirectoryPerson> persons,
        IReadOnlyList<PostHolding> holdings,
        IReadOnlyList<DirectorySubject> subjects,
        IReadOnlyList<RouteRuling> rulings,
        Func<RecordId, bool> follows
    )
    {
        this.parties = parties.ToFrozenDictionary(p => p.Id);
        this.persons = persons.ToFrozenDictionary(p => p.Id);
        this.holdings = holdings;
        this.subjects = subjects;
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

    /// <summary>What dispatches may be about, by name: the terms of nodes whose routes are followed here.</summary>
    public IEnumerable<DirectorySubject> Subjects =>
        subjects.Where(s => follows(s.Home)).OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>The subject if an author here may choose it; else null.</summary>
    public RecordId? Choosable(RecordId? about) => Subjects.Any(subject => subject.Id == about) ? about : null;

    /// <summary>Name of a person, a party or a subject; the id's text when it is not known.</summary>
    public string NameOf(RecordId id) =>
        Party(id)?.Name ?? Person(id)?.Name ?? subjects.FirstOrDefault(s => s.Id == id)?.Name ?? id.ToString();

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

    /// <summary>The route that governs what the post writes about a subject; null: none does, so it goes direct.</summary>
    /// <param name="post">The post that sends.</param>
    /// <param name="about">The subject; null: its author named none.</param>
    public RouteRuling? RouteOf(RecordId post, RecordId? about)
    {
        if (Party(post) is not { } sender)
            return null;
        List<RecordId> levels = [.. new RecordId?[] { post, sender.Office, sender.Organisation }.OfType<RecordId>()];
        return RouteChoice.Of(rulings.Where(r => follows(r.Authority)), r => r.Terms, levels, about);
    }

    /// <summary>
    /// Posts and subjects of dispatches that go through the office. A subject that no route names counts as none.
    /// </summary>
    public IEnumerable<(RecordId Post, RecordId? About)> SendersThrough(RecordId office)
    {
        List<RecordId?> abouts = [null, .. RoutedSubjects.Select(subject => (RecordId?)subject)];
        return from post in parties.Values
            where post.Kind == "post"
            from about in abouts
            where RouteOf(post.Id, about)?.Terms.Through == office
            select (post.Id, about);
    }

    /// <summary>Subjects that a route which is followed here names.</summary>
    public IReadOnlyList<RecordId> RoutedSubjects =>
        [.. rulings.Where(r => follows(r.Authority)).Select(r => r.Terms.Subject).OfType<RecordId>().Distinct()];

    private static int Rank(Party party) =>
        party.Kind switch
        {
            "organisation" => 0,
            "office" => 1,
            _ => 2,
        };
}
