using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;

namespace Legation.Server.OneRecord;

/// <summary>Any record over the API: its header, why one may have it and who else is to.</summary>
internal static class RecordsApi
{
    public static void MapRecords(this RouteGroupBuilder api) =>
        api.MapGet("/records/{id}", Read)
            .WithTags("Records")
            .WithSummary("One record of any kind: its header, your access, its distribution");

    private static IResult Read(string id, CurrentPrincipal current, RecordViews records, RecordNames names) =>
        records.Of(current.Required, RecordId.TryParse(id, out var record) ? record : default) is { } view
            ? TypedResults.Ok(Shape(view, party => new Named(party, names.Of(current.Required, party))))
            : NotFound.ToResult();

    private static Refusal NotFound { get; } =
        new(RefusalKind.NotFound, "no-such-record", "There is no such record, or it is not for you.");

    private static object Shape(RecordView view, Func<RecordId, Named> named) =>
        new
        {
            view.Id,
            view.Id.Kind,
            view.KindIsKnown,
            view.Title?.Text,
            view.Header.Version,
            view.Header.Epoch,
            Home = named(view.Header.Home),
            Author = new
            {
                Person = named(view.Header.Author.Person),
                Post = named(view.Header.Author.Post),
                OnBehalfOf = view.Header.Author.OnBehalfOf is { } post ? named(post) : null,
            },
            view.Header.Made,
            view.Here,
            view.Header.Precedence,
            view.Header.Expires,
            view.Label,
            OriginatorsLabel = view.Header.Label,
            References = view.References.Select(reference => new { reference.Id, reference.Title?.Text }),
            Attachments = view.Header.Attachments.Select(attachment => new
            {
                Hash = attachment.Hash.ToString(),
                attachment.Size,
                attachment.MediaType,
            }),
            Access = new
            {
                Parties = view.Access.Parties.Select(named),
                view.Access.Classification,
                view.Access.Values,
            },
            Distribution = new
            {
                Audience = view.Distribution.Audience.Select(member => new
                {
                    member.Party,
                    named(member.Party).Name,
                    member.Granted,
                }),
                view.Distribution.Links,
            },
        };

    private sealed record Named(RecordId Id, string Name);
}
