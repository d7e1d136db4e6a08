using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Edit;
using Legation.Organisations.Model;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Cards;

/// <summary>
/// Finds what each card of a file would do: by its UID, else by mail address or name among this node's persons. What a
/// card leaves out stays as it is; cards say nothing of who holds which post.
/// </summary>
internal sealed class CardPlan(
    DirectoryReader reader,
    EditEntry entries,
    NodeIdentity node,
    IStringLocalizer<DirectoryText> words
)
{
    public IReadOnlyList<PlannedCard> Of(Principal principal, IReadOnlyList<VCard> cards)
    {
        var book = reader.BookFor(principal);
        var (planned, taken) = (new List<PlannedCard>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var card in cards)
        {
            var plan = One(principal, book, card);
            // The second of two cards of one person would write over the first.
            planned.Add(
                plan.Change is CardChange.NotTaken || taken.Add(plan.Entry?.ToString() ?? plan.Name)
                    ? plan
                    : NotTaken(card, "A card before it is of the same.")
            );
        }
        return planned;
    }

    private PlannedCard One(Principal principal, DirectoryBook book, VCard card)
    {
        if (RecordId.TryParse(card.Uid, out var id) && book.Find(id) is { } named)
            return Over(principal, book, named, card);
        if (card.Kind != "individual")
            return NotTaken(card, "Organisations, offices and posts are entered by import, and changed by their UID.");
        var own = book.Entries.Where(entry => entry.Kind == "person" && entry.Home == node.Id).ToList();
        var same = own.FindAll(entry => card.Contact.Mail is { } mail && IsSame(entry.Contact.Mail, mail));
        if (same.Count == 0)
            same = own.FindAll(entry => entry.Names.Any(name => card.Names.Any(said => said.Text == name.Text)));
        return same.Count switch
        {
            0 => New(card),
            1 => Over(principal, book, same[0], card),
            _ => NotTaken(card, "Several persons have this name or address. Change the right one by hand."),
        };
    }

    private static PlannedCard New(VCard card)
    {
        var details = new EntryDetails
        {
            FormOfAddress = card.FormOfAddress,
            Contact = card.Contact == new ContactDetails() ? null : card.Contact,
            Place = card.Place,
            Country = card.Country,
            Zone = card.Zone,
        };
        return Checked(new PlannedCard(card, CardChange.New, Input: new EntryInput(card.Names, details)));
    }

    private PlannedCard Over(Principal principal, DirectoryBook book, DirectoryEntry entry, VCard card)
    {
        if (entries.Open(principal, entry.Id).Refused(out var refusal, out var edited))
            return NotTaken(card, refusal.Sentence);
        var input = CardMerge.Of(book, entry, card);
        var differences = CardMerge.Differences(entry, input);
        var change = differences.IsEmpty ? CardChange.Same : CardChange.Changed;
        return Checked(new PlannedCard(card, change, entry.Id, edited.Version, input, differences));
    }

    private static PlannedCard Checked(PlannedCard plan) =>
        plan.Change is not CardChange.Same && EditEntry.Problem(plan.Input!) is { } problem
            ? plan with
            {
                Change = CardChange.NotTaken,
                Reason = $"{problem.Field}: {problem.Sentence}",
            }
            : plan;

    private PlannedCard NotTaken(VCard card, string reason) => new(card, CardChange.NotTaken, Reason: words[reason]);

    private static bool IsSame(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
