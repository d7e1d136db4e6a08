using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>An entry that stands in the directory after an import.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Key or user in the document; empty for the organisation.</param>
/// <param name="Name">Its name in Latin script.</param>
/// <param name="Added">False if it was there before.</param>
public sealed record ImportedEntry(RecordId Id, string Key, string Name, bool Added);

/// <summary>
/// Enters a document into this node's part of the directory. What is there under one of its names is left as it is, so
/// that a document can grow and be imported again.
/// </summary>
public sealed class DirectoryImport
{
    private readonly DirectoryRegistrar registrar;
    private readonly OwnEntries entries;
    private readonly NodeIdentity node;
    private readonly LabelPolicies policies;
    private readonly TimeProvider clock;

    internal DirectoryImport(
        DirectoryRegistrar registrar,
        OwnEntries entries,
        NodeIdentity node,
        LabelPolicies policies,
        TimeProvider clock
    ) =>
        (this.registrar, this.entries, this.node, this.policies, this.clock) = (
            registrar,
            entries,
            node,
            policies,
            clock
        );

    /// <summary>Enters all of it, or nothing if a line refers to what is not there.</summary>
    public async Task<Outcome<IReadOnlyList<ImportedEntry>>> RunAsync(DirectoryDocument document)
    {
        if (Problem(document) is { } problem)
            return problem;
        var label = document.Label ?? Lowest();
        var done = new List<ImportedEntry>();
        await OrganisationAsync(document.Organisation, label, done);
        foreach (var office in document.Offices ?? [])
            done.Add(
                await EnterAsync(
                    office.Key,
                    office.Name,
                    entries.Find("office", office.Name),
                    () => registrar.OfficeAsync(office.Name, office.Place, office.Zone, label)
                )
            );
        foreach (var post in document.Posts ?? [])
            done.Add(await PostAsync(post, IdOf(done, post.Office), label));
        foreach (var person in document.People ?? [])
            done.Add(await PersonAsync(person, IdOf(done, person.Post), label));
        foreach (var route in document.Routes ?? [])
            await RouteAsync(IdOf(done, route.Sender), IdOf(done, route.Via), label);
        return done;
    }

    private async Task OrganisationAsync(OrganisationLine? line, Label label, List<ImportedEntry> done)
    {
        if (line is null)
            return;
        var added = !entries.Has(node.Organisation);
        if (added)
            await registrar.OrganisationAsync(line.Name, line.Place, line.Zone, label);
        done.Add(new ImportedEntry(node.Organisation, "", DisplayName.Latin(line.Name), added));
    }

    private Task<ImportedEntry> PostAsync(PostLine post, RecordId office, Label label)
    {
        ImmutableArray<LocalisedName> names = [new(post.Title, "en")];
        return EnterAsync(
            post.Key,
            names,
            entries.Find("post", names, office),
            () => registrar.PostAsync(names, office, label)
        );
    }

    private async Task<ImportedEntry> PersonAsync(PersonLine person, RecordId post, Label label)
    {
        var entered = await EnterAsync(
            person.User,
            person.Name,
            entries.Find("person", person.Name),
            () => registrar.PersonAsync(person.Name, label)
        );
        if (!entries.Holds(entered.Id, post))
            await registrar.HoldingAsync(entered.Id, post, person.From ?? Today, null, label);
        return entered;
    }

    private async Task RouteAsync(RecordId sender, RecordId via, Label label)
    {
        if (!entries.Rules(sender, via))
            await registrar.RouteThroughAsync(sender, via, label);
    }

    private static async Task<ImportedEntry> EnterAsync(
        string key,
        ImmutableArray<LocalisedName> names,
        RecordId? known,
        Func<Task<RecordId>> enter
    ) => new(known ?? await enter(), key, DisplayName.Latin(names), known is null);

    private static RecordId IdOf(List<ImportedEntry> done, string key) =>
        done.Find(entry => entry.Key == key) is { } entry ? entry.Id : RecordId.Parse(key);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private Label Lowest()
    {
        var policy = policies.First();
        var lowest = policy.Classifications.MinBy(c => c.Hierarchy)!;
        return policy.Complete(new Label { Policy = policy.Id, Classification = lowest.Name }, clock.GetUtcNow());
    }

    private static Refusal? Problem(DirectoryDocument document)
    {
        var offices = Keys(document.Offices, o => o.Key);
        var posts = Keys(document.Posts, p => p.Key);
        var parties = offices.Concat(posts).ToHashSet(StringComparer.Ordinal);
        return Nameless(document)
            ?? Unknown("posts", "office", document.Posts, p => p.Office, offices.Contains)
            ?? Unknown("people", "post", document.People, p => p.Post, posts.Contains)
            ?? Unknown("routes", "sender", document.Routes, r => r.Sender, key => IsParty(key, parties))
            ?? Unknown("routes", "via", document.Routes, r => r.Via, key => IsParty(key, parties));
    }

    private static bool IsParty(string key, HashSet<string> keys) =>
        keys.Contains(key) || RecordId.TryParse(key, out _);

    private static HashSet<string> Keys<T>(IReadOnlyList<T>? lines, Func<T, string> key) =>
        (lines ?? []).Select(key).ToHashSet(StringComparer.Ordinal);

    private static Refusal? Nameless(DirectoryDocument document)
    {
        var named = (document.Offices ?? [])
            .Select((o, i) => (Field: $"offices[{i}].name", o.Name))
            .Concat((document.People ?? []).Select((p, i) => (Field: $"people[{i}].name", p.Name)));
        if (document.Organisation is { } organisation)
            named = named.Append(("organisation.name", organisation.Name));
        return named.FirstOrDefault(n => n.Name.IsDefaultOrEmpty).Field is { } field
            ? Wrong(field, "needs a name: [{\"text\": …, \"lang\": …}]")
            : null;
    }

    private static Refusal? Unknown<T>(
        string list,
        string member,
        IReadOnlyList<T>? lines,
        Func<T, string> key,
        Func<string, bool> isKnown
    )
    {
        for (var i = 0; i < (lines?.Count ?? 0); i++)
            if (!isKnown(key(lines![i])))
                return Wrong($"{list}[{i}].{member}", $"names {key(lines[i])}, which the document does not have");
        return null;
    }

    private static Refusal Wrong(string field, string rule) =>
        new(RefusalKind.Invalid, "directory-document", $"{field} {rule}.", field);
}
