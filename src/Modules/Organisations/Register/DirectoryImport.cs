using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>An entry that stands in the directory after an import.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Key or user in the document; empty for the organisation and for routes.</param>
/// <param name="Name">Its name in Latin script; of a route, what it says.</param>
/// <param name="Change">What has happened to it.</param>
public sealed record ImportedEntry(RecordId Id, string Key, string Name, EntryChange Change);

/// <summary>
/// Enters a document into this node's part of the directory. What is there under one of its names is left as it is, so
/// that a document can grow and be imported again; a line with an id, or a route of a sender that has one, changes it.
/// </summary>
public sealed class DirectoryImport
{
    private readonly DirectoryRegistrar registrar;
    private readonly DirectoryEntries entries;
    private readonly DocumentCheck check;
    private readonly IPostDirectory directory;
    private readonly AcceptedPolicies policies;
    private readonly TimeProvider clock;

    internal DirectoryImport(
        DirectoryRegistrar registrar,
        DirectoryEntries entries,
        DocumentCheck check,
        IPostDirectory directory,
        AcceptedPolicies policies,
        TimeProvider clock
    )
    {
        (this.registrar, this.entries, this.check) = (registrar, entries, check);
        (this.directory, this.policies, this.clock) = (directory, policies, clock);
    }

    /// <summary>
    /// Enters all of it, or nothing if a line is wrong or refers to what is not there. Where the labels of what is there
    /// permit no label for who holds a post, it ends at that line; entered again, it goes on.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<ImportedEntry>>> RunAsync(DirectoryDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (check.Problem(document) is { } problem)
            return problem;
        var label = document.Label is { } said
            ? policies.Current.Find(said.Policy)!.Complete(said, clock.GetUtcNow())
            : null;
        var how = new Entering(label);
        var done = new List<ImportedEntry>();
        if (document.Organisation is { } organisation)
            done.Add(await OrganisationAsync(organisation, how));
        foreach (var office in document.Offices ?? [])
            done.Add(await OfficeAsync(office, how));
        foreach (var post in document.Posts ?? [])
            done.Add(await PostAsync(post, IdOf(done, post.Office), how));
        foreach (var person in document.People ?? [])
            done.Add(await PersonAsync(person, how));
        foreach (var person in document.People ?? [])
            if (await HoldingAsync(person, done, how) is { } refusal)
                return refusal;
        foreach (var subject in document.Subjects ?? [])
            done.Add(await SubjectAsync(subject, how));
        foreach (var route in document.Routes ?? [])
            done.Add(await RouteAsync(route, done, how));
        return done;
    }

    private async Task<ImportedEntry> OrganisationAsync(OrganisationLine line, Entering how) =>
        Named("", line.Name, await registrar.OrganisationAsync(line.Name, entries.Completed(line), how));

    private async Task<ImportedEntry> OfficeAsync(OfficeLine line, Entering how) =>
        Named(
            line.Key,
            line.Name,
            Known(line.Id, entries.Find("office", line.Name))
                ?? await registrar.OfficeAsync(line.Name, entries.Completed(line), how, line.Id)
        );

    private async Task<ImportedEntry> PostAsync(PostLine line, RecordId office, Entering how)
    {
        var names = LineDetails.Names(line);
        return Named(
            line.Key,
            names,
            Known(line.Id, entries.Find("post", names, office))
                ?? await registrar.PostAsync(names, office, entries.Completed(line), how, line.Id)
        );
    }

    private async Task<ImportedEntry> PersonAsync(PersonLine line, Entering how) =>
        Named(
            line.User,
            line.Name,
            Known(line.Id, entries.Find("person", line.Name))
                ?? await registrar.PersonAsync(line.Name, entries.Completed(line), how, line.Id)
        );

    private async Task<Refusal?> HoldingAsync(PersonLine line, List<ImportedEntry> done, Entering how)
    {
        var (person, post) = (IdOf(done, line.User), IdOf(done, line.Post));
        var from = line.From ?? Today;
        var known = entries.HoldingSince(person, post, from);
        // A line that says no last day takes back none that was said since.
        if (line.To is null && (known is not null || entries.Holds(person, post)))
            return null;
        RecordId? absent = line.ActingFor is { } user ? IdOf(done, user) : null;
        return (await registrar.HoldingAsync(new HoldingBody(person, post, from, line.To, absent), how, known)).Refusal;
    }

    private async Task<ImportedEntry> SubjectAsync(SubjectLine line, Entering how) =>
        Named(
            line.Key,
            line.Name,
            Known(line.Id, entries.Find("subject", line.Name)) ?? await registrar.SubjectAsync(line.Name, how, line.Id)
        );

    private async Task<ImportedEntry> RouteAsync(RouteLine line, List<ImportedEntry> done, Entering how)
    {
        var terms = Terms(line, done);
        var route = await registrar.RouteAsync(terms, how, entries.RulingLike(terms));
        return new ImportedEntry(
            route.Id,
            "",
            $"{directory.NameOf(terms.Sender)} goes {directory.Way(terms)}",
            route.Change
        );
    }

    private static RouteTerms Terms(RouteLine line, List<ImportedEntry> done)
    {
        RecordId? via = line.Via == RouteLine.Direct ? null : IdOf(done, line.Via);
        var terms = RouteTerms.Of(RecordId.Parse(line.Sender), via) with
        {
            Subject = line.Subject is { } subject ? IdOf(done, subject) : null,
            Limits = line.Limits,
            Deputies = [.. (line.Deputies ?? []).Select(deputy => IdOf(done, deputy))],
        };
        return line.Mode == RouteLine.Copy ? terms with { Mode = RouteMode.Copy } : terms;
    }

    // A line that says which entry it means puts it right; a name alone only finds it.
    private static Entry? Known(RecordId? said, RecordId? found) =>
        said is null && found is { } id ? new Entry(id, EntryChange.WasThere) : null;

    private static ImportedEntry Named(string key, ImmutableArray<LocalisedName> names, Entry entry) =>
        new(entry.Id, key, DisplayName.Latin(names), entry.Change);

    private static RecordId IdOf(List<ImportedEntry> done, string key) =>
        done.Find(entry => entry.Key == key) is { } entry ? entry.Id : RecordId.Parse(key);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
