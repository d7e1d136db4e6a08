using System.Collections.Immutable;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Modules.Support;

/// <summary>A node with one office, one post in it and one person, which signs whatever the test wants.</summary>
internal sealed class Peer(int number) : IDisposable
{
    private readonly NodeKey key = NodeKey.Generate();
    private int made;

    public int Number => number;

    public RecordId Id { get; } = Drafts.Fixed("node", number);

    public RecordId Organisation { get; } = Drafts.Fixed("organisation", number);

    public RecordId Office { get; } = Drafts.Fixed("office", number);

    public RecordId Post { get; } = Drafts.Fixed("post", number);

    /// <summary>A second post in the office, which its part of the directory leaves out.</summary>
    public RecordId DeputyPost { get; } = Drafts.Fixed("post", number + 100);

    public RecordId Person { get; } = Drafts.Fixed("person", number);

    public NodeIdentity Identity => new(Id, $"Node {number}", Organisation, 1, key);

    public VerificationKey Key => new(key.PublicKey.Span);

    /// <summary>Its own part of the directory.</summary>
    public IEnumerable<SignedRecord> Directory =>
        [
            Entry(Organisation, new { names = Names }),
            Entry(Office, new { names = Names, organisation = Organisation }),
            Entry(
                Post,
                new
                {
                    names = Names,
                    organisation = Organisation,
                    office = Office,
                }
            ),
        ];

    /// <summary>The entry of the second post.</summary>
    public SignedRecord DeputyEntry =>
        Entry(
            DeputyPost,
            new
            {
                names = Names,
                organisation = Organisation,
                office = Office,
            }
        );

    public static object[] Names => [new { text = "A name", lang = "en" }];

    public SignedRecord Entry(RecordId id, object body) =>
        Sign(id, body, audience: [Audiences.Everyone], author: new Author(Id, Id));

    public SignedRecord Route(RecordId sender, RecordId via, object? limits = null) =>
        Entry(
            Next("route"),
            new
            {
                sender,
                via,
                limits,
            }
        );

    public SignedRecord Dispatch(string subject, RecordId action, RecordId? info = null, RecordId? post = null) =>
        Sign(
            Next("dispatch"),
            Body(subject, action, info, null, null),
            audience: [action, info ?? action],
            author: new Author(Person, post ?? Post)
        );

    /// <summary>A term for what dispatches are about.</summary>
    public SignedRecord Subject() => Entry(Next("subject"), new { names = Names });

    /// <summary>A dispatch about a subject.</summary>
    public SignedRecord About(RecordId about, string subject, RecordId action) =>
        Sign(
            Next("dispatch"),
            new
            {
                number = "NOD-BCD 2026/0001",
                subject,
                text = "1. Text.",
                language = "en",
                action = new[] { action },
                info = Array.Empty<RecordId>(),
                about,
            },
            audience: [action],
            author: new Author(Person, Post)
        );

    /// <summary>A record under a label of the test's own.</summary>
    public SignedRecord Labelled(RecordId id, Label label, RecordId audience) =>
        SignedRecord.Sign(
            Drafts.Header(id) with
            {
                Home = Id,
                Label = label,
                Audience = [audience],
            },
            "{}"u8.ToArray(),
            key
        );

    /// <summary>The version after the one given, with another body.</summary>
    public SignedRecord Next(SignedRecord before, byte[] body) =>
        SignedRecord.Sign(
            before.Header with
            {
                Version = before.Header.Version + 1,
                Previous = before.Hash,
            },
            body,
            key
        );

    /// <summary>The version after the one given.</summary>
    public SignedRecord Revised(SignedRecord dispatch, string subject) =>
        SignedRecord.Sign(
            dispatch.Header with
            {
                Version = dispatch.Header.Version + 1,
                Previous = dispatch.Hash,
            },
            JsonSerializer.SerializeToUtf8Bytes(
                Body(subject, dispatch.Header.Audience[0], null, null, null),
                RecordMaker.BodyJson
            ),
            key
        );

    /// <summary>The same record, written by the holder of one post for another.</summary>
    public SignedRecord OnBehalfOf(SignedRecord record, RecordId post, RecordId other) =>
        SignedRecord.Sign(record.Header with { Author = new Author(Person, post, other) }, record.Body.ToArray(), key);

    /// <summary>The same record under another classification.</summary>
    public SignedRecord Classified(SignedRecord record, string classification) =>
        SignedRecord.Sign(record.Header with { Label = Drafts.Named(classification) }, record.Body.ToArray(), key);

    /// <summary>A dispatch that lacks its number.</summary>
    public SignedRecord Malformed(RecordId action) =>
        Sign(
            Next("dispatch"),
            new { subject = "Malformed", text = "" },
            audience: [action],
            author: new Author(Person, Post)
        );

    public SignedRecord Reply(SignedRecord to, string subject, string kind) =>
        Sign(
            Next("dispatch"),
            Body(subject, to.Header.Author.Post, null, to.Header.Id, kind),
            audience: [to.Header.Author.Post],
            author: new Author(Person, Post),
            about: to
        );

    /// <summary>A clearance, return, acknowledgement or comment.</summary>
    public SignedRecord Act(string kind, SignedRecord about, RecordId? post = null) =>
        Sign(Next(kind), new { text = "" }, [.. about.Header.Audience], new Author(Person, post ?? Post), about);

    /// <summary>Says that nobody cleared a dispatch in time.</summary>
    public SignedRecord Lapse(
        SignedRecord dispatch,
        RecordId? office = null,
        RecordId? passedTo = null,
        Author? author = null
    ) =>
        Sign(
            Next("lapse"),
            new
            {
                office = office ?? Office,
                minutes = 15,
                passedTo,
            },
            [.. dispatch.Header.Audience],
            author ?? new Author(Id, Id),
            dispatch
        );

    /// <summary>Forwards a dispatch, and perhaps more with it, to a party.</summary>
    public SignedRecord Grant(RecordId to, SignedRecord dispatch, params SignedRecord[] more) =>
        SignedRecord.Sign(
            Drafts.Header(Next("grant")) with
            {
                Home = Id,
                Author = new Author(Person, Post),
                Audience = [.. dispatch.Header.Audience, to],
                References = [dispatch.ToReference(), .. more.Select(r => r.ToReference())],
            },
            JsonSerializer.SerializeToUtf8Bytes(new { text = "", to = new[] { to } }, RecordMaker.BodyJson),
            key
        );

    /// <summary>Gives a dispatch, and perhaps more with it, another classification.</summary>
    public SignedRecord Relabel(SignedRecord dispatch, string classification, params SignedRecord[] more) =>
        SignedRecord.Sign(
            Drafts.Header(Next("relabel")) with
            {
                Home = Id,
                Author = new Author(Person, Post),
                Audience = dispatch.Header.Audience,
                References = [dispatch.ToReference(), .. more.Select(r => r.ToReference())],
            },
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    text = "Because.",
                    label = Drafts.Named(classification),
                    number = 1,
                },
                RecordMaker.BodyJson
            ),
            key
        );

    public void Dispose() => key.Dispose();

    private RecordId Next(string kind) => Drafts.Fixed(kind, (number * 1000) + ++made);

    private static object Body(
        string subject,
        RecordId action,
        RecordId? info,
        RecordId? inReplyTo,
        string? replyKind
    ) =>
        new
        {
            number = "NOD-BCD 2026/0001",
            subject,
            text = "1. Text.",
            language = "en",
            action = new[] { action },
            info = info is null ? [] : new[] { info.Value },
            inReplyTo,
            replyKind,
        };

    private SignedRecord Sign(
        RecordId id,
        object body,
        ImmutableArray<RecordId> audience,
        Author author,
        SignedRecord? about = null
    ) =>
        SignedRecord.Sign(
            Drafts.Header(id) with
            {
                Home = Id,
                Author = author,
                Audience = audience,
                References = about is null ? [] : [about.ToReference()],
            },
            JsonSerializer.SerializeToUtf8Bytes(body, RecordMaker.BodyJson),
            key
        );
}
