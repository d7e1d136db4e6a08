using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Labels;
using Legation.Records.Signing;

namespace Legation.Records;

/// <summary>What an author decides about a record before it is signed.</summary>
/// <param name="Author">Who writes it.</param>
/// <param name="Label">The originator's label.</param>
/// <param name="Audience">Who is meant to have it.</param>
public sealed record RecordIntent(Author Author, Label Label, IEnumerable<RecordId> Audience)
{
    /// <summary>Lane on which it travels.</summary>
    public Precedence Precedence { get; init; }

    /// <summary>The instant after which it is of no use; null: none.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What it refers to.</summary>
    public ImmutableArray<RecordReference> References { get; init; } = [];

    /// <summary>Attachments by content.</summary>
    public ImmutableArray<AttachmentReference> Attachments { get; init; } = [];
}

/// <summary>Makes the signed records of this node.</summary>
public sealed class RecordMaker(NodeIdentity node, TimeProvider clock)
{
    /// <summary>How bodies are written: UTF-8 JSON, camel case, native scripts as they are.</summary>
    public static JsonSerializerOptions BodyJson { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };

    /// <summary>A new id, made now.</summary>
    public RecordId NewId(string kind) => RecordId.New(kind, clock.GetUtcNow());

    /// <summary>The first version of a record.</summary>
    public SignedRecord First<TBody>(RecordId id, RecordIntent intent, TBody body) => Sign(id, intent, body, null);

    /// <summary>The version after the one given.</summary>
    public SignedRecord Next<TBody>(SignedRecord previous, RecordIntent intent, TBody body) =>
        Sign(previous.Header.Id, intent, body, previous);

    /// <summary>Reads a body as JSON.</summary>
    /// <exception cref="JsonException">The body has another form.</exception>
    public static TBody ReadBody<TBody>(SignedRecord record) =>
        JsonSerializer.Deserialize<TBody>(record.Body, BodyJson) ?? throw new JsonException("The body is null.");

    private SignedRecord Sign<TBody>(RecordId id, RecordIntent intent, TBody body, SignedRecord? previous)
    {
        var header = new RecordHeader
        {
            Id = id,
            Version = previous is null ? 1 : previous.Header.Version + 1,
            Previous = previous?.Hash,
            Home = node.Id,
            Epoch = node.Epoch,
            Author = intent.Author,
            Made = clock.GetUtcNow().ToWholeMicroseconds(),
            Label = intent.Label,
            Audience = [.. intent.Audience.Distinct().Order()],
            Precedence = intent.Precedence,
            Expires = intent.Expires?.ToWholeMicroseconds(),
            References = intent.References,
            Attachments = intent.Attachments,
            BodyCommitment = default,
        };
        return SignedRecord.Sign(header, JsonSerializer.SerializeToUtf8Bytes(body, BodyJson), node.Signer);
    }
}
