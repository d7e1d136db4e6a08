using Legation.Labels;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>
/// The label of who holds a post: it tells of the post, of the person and of whoever is absent, and so lets in nobody
/// whom the label of one of them keeps out.
/// </summary>
internal sealed class HoldingLabel(Ledger ledger, AcceptedPolicies policies, TimeProvider clock)
{
    /// <summary>The dominant label of these, of what is asked for and of the version before; null: none can be told.</summary>
    public async Task<Label?> OfAsync(RecordId id, HoldingBody holding, Label? asked)
    {
        var entries = new[] { holding.Post, holding.Person, holding.ActingFor }.OfType<RecordId>().ToList();
        var (found, before) = await ledger.RunAsync(transaction =>
            (entries.ConvertAll(entry => LabelOf(transaction, entry)), LabelOf(transaction, id))
        );
        return found.Contains(null) || policies.Current.Find(found[0]!.Policy) is not { } policy
            ? null
            : policy.Dominant([.. found.Append(before).Append(asked).OfType<Label>()], clock.GetUtcNow()).Label;
    }

    private static Label? LabelOf(LedgerTransaction transaction, RecordId id) =>
        transaction.CurrentApplied(id)?.EffectiveLabel;
}
