using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>Enters this node's own part of the directory; the relay publishes it to the network.</summary>
public sealed class DirectoryRegistrar(NodeIdentity node, Ledger ledger, RecordMaker maker)
{
    /// <summary>Enters the node's organisation under the id that its card already carries.</summary>
    public Task OrganisationAsync(ImmutableArray<LocalisedName> names, string? place, string? zone, Label label) =>
        CommitAsync(node.Organisation, label, new OrganisationBody(names, place, zone));

    /// <summary>Enters an office of the node's organisation.</summary>
    public Task<RecordId> OfficeAsync(ImmutableArray<LocalisedName> names, string? place, string? zone, Label label) =>
        CommitAsync(maker.NewId("office"), label, new OfficeBody(names, node.Organisation, place, zone));

    /// <summary>Enters a post of an office.</summary>
    public Task<RecordId> PostAsync(ImmutableArray<LocalisedName> names, RecordId office, Label label) =>
        CommitAsync(maker.NewId("post"), label, new PostBody(names, node.Organisation, office));

    /// <summary>Enters a person.</summary>
    public Task<RecordId> PersonAsync(ImmutableArray<LocalisedName> names, Label label) =>
        CommitAsync(maker.NewId("person"), label, new PersonBody(names));

    /// <summary>Enters who holds a post from when to when.</summary>
    public Task<RecordId> HoldingAsync(RecordId person, RecordId post, DateOnly from, DateOnly? to, Label label) =>
        CommitAsync(maker.NewId("holding"), label, new HoldingBody(person, post, from, to));

    /// <summary>Rules that the sender's dispatches go through the office.</summary>
    public Task<RecordId> RouteThroughAsync(RecordId sender, RecordId office, Label label) =>
        CommitAsync(maker.NewId("route"), label, new RouteBody(sender, office));

    private async Task<RecordId> CommitAsync<TBody>(RecordId id, Label label, TBody body)
    {
        var self = new Author(node.Id, node.Id);
        var record = maker.First(id, new RecordIntent(self, label, [Audiences.Everyone]), body);
        var outcome = await ledger.CommitAsync(record);
        return outcome.Refusal is null ? id : throw new InvalidOperationException(outcome.Refusal.Sentence);
    }
}
