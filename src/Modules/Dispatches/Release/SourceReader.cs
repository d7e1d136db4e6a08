using System.Collections.Immutable;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>What the rules ask of a dispatch to which another refers.</summary>
internal sealed record Source(RecordId Id, string Number, Label Label, ImmutableArray<RecordId> Audience);

/// <summary>
/// Reads label and audience of what a dispatch answers and is made from, as far as its author may have it. Nothing of it is
/// shown, so nobody has opened it.
/// </summary>
internal sealed class SourceReader(ReadGateway gateway, Interned interned)
{
    /// <summary>What a dispatch refers to: what it answers first.</summary>
    public static List<RecordId> IdsOf(DispatchInput input) =>
        [.. input.InReplyTo is { } answered ? new[] { answered } : [], .. input.Sources];

    /// <summary>What whoever judges a dispatch must be able to read: what it refers to, and what it supersedes.</summary>
    public static List<RecordId> JudgedWith(DispatchInput input) =>
        [.. IdsOf(input).Concat(input.Corrects is { } wrong ? [wrong] : []).Distinct()];

    /// <summary>Those that the principal may have, in the order given.</summary>
    public List<Source> Read(Principal principal, IReadOnlyCollection<RecordId> ids)
    {
        if (ids.Count == 0)
            return [];
        var records = ids.Select(id => id.Uuid).ToList();
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var rows = db.Dispatches.Where(d => records.Contains(d.Record)).ToDictionary(d => d.Record);
        return
        [
            .. ids.Where(id => id.Kind == DispatchKind.KindName)
                .Select(id => (Id: id, Row: rows.GetValueOrDefault(id.Uuid)))
                .Where(found => found.Row is not null)
                .Select(found => new Source(
                    found.Id,
                    found.Row!.Number,
                    interned.LabelAt(found.Row.Label),
                    interned.Audience(found.Row.Audience)
                )),
        ];
    }
}
