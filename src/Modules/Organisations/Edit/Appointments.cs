using Legation.Organisations.Directory;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Edit;

/// <summary>Who is to hold a post.</summary>
/// <param name="Person">Whom.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="ActingFor">In whose place; null: nobody's.</param>
internal sealed record Appointment(RecordId? Person, DateOnly? From, DateOnly? To, RecordId? ActingFor);

/// <summary>Says who holds this node's posts from when to when. What was is never taken back, only ended.</summary>
internal sealed class Appointments(EditEntry entries, DirectoryReader reader, DirectoryRegistrar registrar)
{
    public async Task<Outcome<Entry>> AppointAsync(Principal principal, RecordId post, Appointment appointment)
    {
        if (entries.Open(principal, post).Refused(out var refusal, out _))
            return refusal;
        if (post.Kind != "post")
            return DirectoryRefusals.NotFound;
        var book = reader.BookFor(principal);
        if (appointment.Person is not { Kind: "person" } person || book.Find(person) is null)
            return DirectoryRefusals.NoSuchHolder;
        if (appointment.ActingFor is { } absent && (absent.Kind != "person" || book.Find(absent) is null))
            return DirectoryRefusals.NoSuchAbsent;
        if (appointment.From is not { } from)
            return DirectoryRefusals.NoFirstDay;
        if (appointment.To < from)
            return DirectoryRefusals.Backwards;
        return await registrar.HoldingAsync(
            new HoldingBody(person, post, from, appointment.To, appointment.ActingFor),
            new Entering(null, principal.ToAuthor())
        );
    }

    /// <summary>Says on which day a holding ends, or ended.</summary>
    public async Task<Outcome<Entry>> EndAsync(Principal principal, RecordId holding, DateOnly? lastDay)
    {
        if (reader.BookFor(principal).Holdings.FirstOrDefault(h => h.Record == holding) is not { } held)
            return DirectoryRefusals.NotFound;
        if (entries.Open(principal, held.Post).Refused(out var refusal, out _))
            return refusal;
        if (lastDay is null)
            return DirectoryRefusals.NoLastDay;
        if (lastDay < held.From)
            return DirectoryRefusals.Backwards;
        return await registrar.HoldingAsync(
            new HoldingBody(held.Person, held.Post, held.From, lastDay, held.ActingFor),
            new Entering(null, principal.ToAuthor()),
            holding
        );
    }
}
