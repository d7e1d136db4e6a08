using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>
/// Enters this node's own part of the directory; the relay publishes it to the network. With the id of an entry it is
/// put right: a new version, unless it says the same. Without a label an entry keeps its own; a new one takes the
/// lowest.
/// </summary>
public sealed class DirectoryRegistrar(
    NodeIdentity node,
    Ledger ledger,
    RecordMaker maker,
    AcceptedPolicies policies,
    TimeProvider clock
)
{
    /// <summary>Enters the node's organisation under the id that its card already carries.</summary>
    public Task<Entry> OrganisationAsync(
        ImmutableArray<LocalisedName> names,
        string? place,
        string? zone,
        Label? label
    ) => PutAsync(node.Organisation, label, new OrganisationBody(names, place, zone));

    /// <summary>Enters an office of the node's organisation.</summary>
    public Task<Entry> OfficeAsync(
        ImmutableArray<LocalisedName> names,
        string? place,
        string? zone,
        Label? label,
        RecordId? id = null
    ) => PutAsync(id ?? maker.NewId("office"), label, new OfficeBody(names, node.Organisation, place, zone));

    /// <summary>Enters a post of an office.</summary>
    public Task<Entry> PostAsync(
        ImmutableArray<LocalisedName> names,
        RecordId office,
        Label? label,
        RecordId? id = null
    ) => PutAsync(id ?? maker.NewId("post"), label, new PostBody(names, node.Organisation, office));

    /// <summary>Enters a person.</summary>
    public Task<Entry> PersonAsync(ImmutableArray<LocalisedName> names, Label? label, RecordId? id = null) =>
        PutAsync(id ?? maker.NewId("person"), label, new PersonBody(names));

    /// <summary>Enters who holds a post from when to when.</summary>
    public Task<Entry> HoldingAsync(RecordId person, RecordId post, DateOnly from, DateOnly? to, Label? label) =>
        PutAsync(maker.NewId("holding"), label, new HoldingBody(person, post, from, to));

    /// <summary>Enters a term for what dispatches are about.</summary>
    public Task<Entry> SubjectAsync(ImmutableArray<LocalisedName> names, Label? label, RecordId? id = null) =>
        PutAsync(id ?? maker.NewId("subject"), label, new SubjectBody(names));

    /// <summary>Rules how the sender's dispatches go.</summary>
    public Task<Entry> RouteAsync(RouteTerms terms, Label? label, RecordId? id = null) =>
        PutAsync(id ?? maker.NewId("route"), label, RouteBody.Of(terms));

    private async Task<Entry> PutAsync<TBody>(RecordId id, Label? label, TBody body)
    {
        var before = await ledger.RunAsync(transaction => transaction.Current(id));
        var intent = new RecordIntent(
            new Author(node.Id, node.Id),
            label ?? before?.Header.Label ?? Lowest(),
            [Audiences.Everyone]
        );
        var record = before is null ? maker.First(id, intent, body) : maker.Next(before, intent, body);
        if (before is not null && before.Body.AsSpan().SequenceEqual(record.Body))
            return new Entry(id, EntryChange.WasThere);
        var outcome = await ledger.CommitAsync(record);
        return outcome.Refusal is null
            ? new Entry(id, before is null ? EntryChange.Entered : EntryChange.Changed)
            : throw new InvalidOperationException(outcome.Refusal.Sentence);
    }

    private Label Lowest()
    {
        var policy = policies.Current.First();
        var lowest = policy.Classifications.MinBy(c => c.Hierarchy)!;
        return policy.Complete(new Label { Policy = policy.Id, Classification = lowest.Name }, clock.GetUtcNow());
    }
}

/// <summary>An entry after it was entered or put right.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Change">What has happened to it.</param>
public sealed record Entry(RecordId Id, EntryChange Change);

/// <summary>What has happened to an entry.</summary>
public enum EntryChange
{
    /// <summary>It stood there and is left as it was.</summary>
    WasThere,

    /// <summary>It is new.</summary>
    Entered,

    /// <summary>It has a new version.</summary>
    Changed,
}
