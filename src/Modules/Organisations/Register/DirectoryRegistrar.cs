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
internal sealed class DirectoryRegistrar(
    NodeIdentity node,
    Ledger ledger,
    RecordMaker maker,
    HoldingLabel holdingLabel,
    AcceptedPolicies policies,
    TimeProvider clock
)
{
    /// <summary>Enters the node's organisation under the id that its card already carries.</summary>
    public Task<Entry> OrganisationAsync(ImmutableArray<LocalisedName> names, EntryDetails details, Entering how) =>
        PutAsync(node.Organisation, details.In(new OrganisationBody(names)), how);

    /// <summary>Enters an office of the node's organisation.</summary>
    public Task<Entry> OfficeAsync(
        ImmutableArray<LocalisedName> names,
        EntryDetails details,
        Entering how,
        RecordId? id = null
    ) => PutAsync(id ?? maker.NewId("office"), details.In(new OfficeBody(names, node.Organisation)), how);

    /// <summary>Enters a post of an office.</summary>
    public Task<Entry> PostAsync(
        ImmutableArray<LocalisedName> names,
        RecordId office,
        EntryDetails details,
        Entering how,
        RecordId? id = null
    ) => PutAsync(id ?? maker.NewId("post"), details.In(new PostBody(names, node.Organisation, office)), how);

    /// <summary>Enters a person.</summary>
    public Task<Entry> PersonAsync(
        ImmutableArray<LocalisedName> names,
        EntryDetails details,
        Entering how,
        RecordId? id = null
    ) => PutAsync(id ?? maker.NewId("person"), details.In(new PersonBody(names)), how);

    /// <summary>Enters who holds a post from when to when, as closed as the most closed of those whom it names.</summary>
    public async Task<Outcome<Entry>> HoldingAsync(HoldingBody holding, Entering how, RecordId? known = null)
    {
        var id = known ?? maker.NewId("holding");
        return await holdingLabel.OfAsync(id, holding, how.Label) is { } label
            ? await TryPutAsync(id, holding, how with { Label = label })
            : DirectoryRefusals.NoLabel;
    }

    /// <summary>Enters a term for what dispatches are about.</summary>
    public Task<Entry> SubjectAsync(ImmutableArray<LocalisedName> names, Entering how, RecordId? id = null) =>
        PutAsync(id ?? maker.NewId("subject"), new SubjectBody(names), how);

    /// <summary>Rules how the sender's dispatches go.</summary>
    public Task<Entry> RouteAsync(RouteTerms terms, Entering how, RecordId? id = null) =>
        PutAsync(id ?? maker.NewId("route"), RouteBody.Of(terms), how);

    /// <summary>The next version of an entry, if it is still that one which its editor has seen.</summary>
    public Task<Outcome<Entry>> ChangeAsync(
        RecordId id,
        ImmutableArray<LocalisedName> names,
        EntryDetails details,
        RecordId? office,
        Entering how
    ) =>
        id.Kind switch
        {
            "organisation" => TryPutAsync(id, details.In(new OrganisationBody(names)), how),
            "office" => TryPutAsync(id, details.In(new OfficeBody(names, node.Organisation)), how),
            "post" => TryPutAsync(id, details.In(new PostBody(names, node.Organisation, office!.Value)), how),
            _ => TryPutAsync(id, details.In(new PersonBody(names)), how),
        };

    private async Task<Entry> PutAsync<TBody>(RecordId id, TBody body, Entering how) =>
        (await TryPutAsync(id, body, how)).Refused(out var refusal, out var entry)
            ? throw new InvalidOperationException(refusal.Sentence)
            : entry;

    private async Task<Outcome<Entry>> TryPutAsync<TBody>(RecordId id, TBody body, Entering how)
    {
        var before = await ledger.RunAsync(transaction => transaction.Current(id));
        if (how.Over is { } seen && before?.Header.Version != seen)
            return DirectoryRefusals.Changed;
        var intent = new RecordIntent(
            how.By ?? new Author(node.Id, node.Id),
            how.Label ?? before?.Header.Label ?? Lowest(),
            [Audiences.Everyone]
        );
        var record = before is null ? maker.First(id, intent, body) : maker.Next(before, intent, body);
        if (before is not null && before.Body.AsSpan().SequenceEqual(record.Body))
            return new Entry(id, EntryChange.WasThere);
        var outcome = await ledger.CommitAsync(record);
        // Two editors at once: the ledger takes one next version.
        return outcome.Refusal is { } refusal
            ? refusal
            : new Entry(id, before is null ? EntryChange.Entered : EntryChange.Changed);
    }

    private Label Lowest()
    {
        var policy = policies.Current.First();
        var lowest = policy.Classifications.MinBy(c => c.Hierarchy)!;
        return policy.Complete(new Label { Policy = policy.Id, Classification = lowest.Name }, clock.GetUtcNow());
    }
}

/// <summary>Who enters something, and under which label.</summary>
/// <param name="Label">Null: an entry keeps its own, a new one takes the lowest.</param>
/// <param name="By">Null: the node itself, told by its operator.</param>
/// <param name="Over">The version that who changes it has seen; null: whatever is there.</param>
internal sealed record Entering(Label? Label = null, Author? By = null, int? Over = null);

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
