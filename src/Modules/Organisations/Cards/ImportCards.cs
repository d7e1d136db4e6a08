using Legation.Organisations.Edit;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Cards;

/// <summary>
/// Takes cards over into this node's part. Each is a record of its own: what was taken before something stopped it is the
/// same when the file is read again.
/// </summary>
internal sealed class ImportCards(EditEntry entries)
{
    /// <summary>How many entries were added or changed; refused where one has changed since it was planned.</summary>
    public async Task<Outcome<int>> ApplyAsync(Principal principal, IReadOnlyList<PlannedCard> plan)
    {
        var done = 0;
        foreach (var card in plan.Where(card => card.Change is CardChange.New or CardChange.Changed))
        {
            if ((await OneAsync(principal, card)).Refused(out var refusal, out _))
                return refusal;
            done++;
        }
        return done;
    }

    private Task<Outcome<Entry>> OneAsync(Principal principal, PlannedCard card) =>
        card.Entry is { } id
            ? entries.SaveAsync(principal, id, card.Input!, card.Version)
            : entries.AddPersonAsync(principal, card.Input!);
}
