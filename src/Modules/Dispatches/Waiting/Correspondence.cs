using System.Collections.Immutable;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Waiting;

/// <summary>Dispatches with one side, for the directory's pages.</summary>
internal sealed class Correspondence(ReadGateway gateway, Interned interned) : ICorrespondence
{
    public CallNotes With(Principal reader, CalledSide other, int most)
    {
        using var db = gateway.Open<DispatchesContext>(reader, DispatchesContext.Create);
        string[] posts = [.. other.Posts.Select(post => post.ToString())];
        var ours = DispatchReader.PartiesOf(reader);
        var person = other.Person?.ToString();
        var wrote = db.Dispatches.Where(d => posts.Contains(d.AuthorPost) || d.Author == person);
        var sent = db.Dispatches.Where(d => posts.Any(p => d.Action.Contains(p) || d.Info.Contains(p)));
        var open = db.Dispatches.Where(d =>
            d.Due != null && !db.Steps.Any(s => s.Dispatch == d.Record && s.Step == Step.Replied)
        );
        var notes = new CallNotes(
            Latest(db, wrote, most),
            Latest(db, sent, most),
            MostPressing(open.Where(d => posts.Any(p => d.Action.Contains(p))), most),
            MostPressing(
                open.Where(d =>
                    (posts.Contains(d.AuthorPost) || d.Author == person) && ours.Any(p => d.Action.Contains(p))
                ),
                most
            )
        );
        gateway.Shown(
            reader,
            "before a call",
            [.. All(notes).Select(note => RecordId.Parse(note.Href.Split('/')[^1]))]
        );
        return notes;
    }

    private ImmutableArray<CallNote> Latest(DispatchesContext db, IQueryable<DispatchRow> query, int most) =>
        [.. db.Newest(DispatchKind.KindName, query, null, most).Select(Note)];

    private ImmutableArray<CallNote> MostPressing(IQueryable<DispatchRow> query, int most) =>
        [.. query.OrderBy(d => d.Due).ThenBy(d => d.Seq).Take(most).AsEnumerable().Select(Note)];

    private static IEnumerable<CallNote> All(CallNotes notes) =>
        notes.Wrote.Concat(notes.WasSent).Concat(notes.WaitsThere).Concat(notes.WaitsHere);

    private CallNote Note(DispatchRow row) =>
        new(
            row.Subject,
            row.Number,
            $"/dispatches/{new RecordId(DispatchKind.KindName, row.Record)}",
            row.Made,
            row.Due,
            interned.LabelAt(row.Label)
        );
}
