using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Forward;

/// <summary>
/// Forwards a dispatch: a grant, by which more parties are to have it, signed by who forwards. What its label does not
/// permit to them they do not get; where it came through an office, its clearance goes with it.
/// </summary>
internal sealed class ForwardDispatch(
    ReadGateway gateway,
    DispatchDetails details,
    IDirectory directory,
    IDistribution distribution,
    PortionLabels portions,
    RecordMaker maker,
    Ledger ledger
)
{
    private const int LongestRemark = 10_000;

    /// <summary>Those who do not have it, and whether they would receive it.</summary>
    public IReadOnlyList<PartyDistribution> Candidates(Principal principal, DispatchDetail detail) =>
        distribution.Preview(
            LabelsOf(detail),
            [.. directory.For(principal).Parties.Select(party => party.Id).Except(detail.Audience)]
        );

    /// <summary>Forwards; returns the parties that receive it now and did not before.</summary>
    public async Task<Outcome<List<RecordId>>> HandleAsync(
        Principal principal,
        RecordId id,
        IReadOnlyList<RecordId> to,
        string? remark
    )
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        if (!detail.Acts.Forward)
            return DispatchRefusals.NotUnderWay;
        if (remark?.Length > LongestRemark)
            return DispatchRefusals.Wrong("comment", "too-long", $"The remark has at most {LongestRemark} characters.");
        if (Receiving(principal, detail, to).Refused(out var refusal, out var parties))
            return refusal;
        var clearances = detail
            .Clearances.Select(clearance => gateway.Record(principal, clearance)?.Record.ToReference())
            .OfType<RecordReference>();
        var grant = maker.First(
            maker.NewId(GrantKind.KindName),
            new RecordIntent(principal.ToAuthor(), dispatch.EffectiveLabel, detail.Audience.Concat(parties))
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference(), .. clearances],
            },
            new GrantBody(remark?.Trim() ?? "", parties)
        );
        return await ledger.RunAsync<Outcome<List<RecordId>>>(transaction =>
            CancellationKind.IsAbout(id, transaction) ? DispatchRefusals.Cancelled
            : Ledger.AppendAll(transaction, [grant]).Refusal is { } refused ? refused
            : parties
        );
    }

    private IReadOnlyList<Label> LabelsOf(DispatchDetail detail) =>
        [detail.Item.Label, .. detail.Base is { } under ? portions.LabelsOf(under, detail.Text) : []];

    private Outcome<List<RecordId>> Receiving(Principal principal, DispatchDetail detail, IReadOnlyList<RecordId> to)
    {
        var view = directory.For(principal);
        for (var i = 0; i < to.Count; i++)
            if (view.Party(to[i]) is null)
                return DispatchRefusals.Wrong($"to[{i}]", "unknown-addressee", "The directory has no such addressee.");
        var more = to.Distinct().Except(detail.Audience).ToList();
        if (more.Count == 0)
            return DispatchRefusals.Missing("to", "Choose at least one addressee who does not have it yet.");
        var lines = distribution.Preview(LabelsOf(detail), more);
        List<RecordId> receiving = [.. lines.Where(line => line.Receives).Select(line => line.Party)];
        return receiving.Count > 0
            ? receiving
            : DispatchRefusals.Wrong(
                "to",
                "nobody-receives",
                $"None of them would receive it. {string.Join(" ", lines.Select(l => $"{view.NameOf(l.Party)}: {l.Why}"))}"
            );
    }
}
