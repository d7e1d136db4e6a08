using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Legation.Labels;

namespace Legation.Records;

/// <summary>
/// The signed header of one version of a record: all that the relay and any verifier need without knowing the module
/// that defines the kind. Its deterministic CBOR form is described in docs/protocols/records.md.
/// </summary>
public sealed record RecordHeader
{
    /// <summary>The form of the header that this program writes.</summary>
    public const int CurrentForm = 1;

    /// <summary>Which record this is a version of.</summary>
    public required RecordId Id { get; init; }

    /// <summary>Number of the body's schema, counted per kind from 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Counts from 1 and goes on counting in a new epoch; versions order by (epoch, version).</summary>
    public int Version { get; init; } = 1;

    /// <summary>Hash of the version before; null for the first.</summary>
    public Digest? Previous { get; init; }

    /// <summary>The one node that writes this record.</summary>
    public required RecordId Home { get; init; }

    /// <summary>Epoch of the home node; a restored backup starts a new one.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>Who wrote it, as the home node attests.</summary>
    public required Author Author { get; init; }

    /// <summary>When it was made by the home node's clock, UTC, to the microsecond.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The originator's label.</summary>
    public required Label Label { get; init; }

    /// <summary>Organisations, offices and posts that the originator means to have it, sorted.</summary>
    public required ImmutableArray<RecordId> Audience { get; init; }

    /// <summary>Lane on which it travels.</summary>
    public Precedence Precedence { get; init; }

    /// <summary>After this instant it is not delivered any more; null: never expires.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The versions of other records that it refers to.</summary>
    public ImmutableArray<RecordReference> References { get; init; } = [];

    /// <summary>Attachments by content.</summary>
    public ImmutableArray<AttachmentReference> Attachments { get; init; } = [];

    /// <summary>SHA-256 of salt ‖ body.</summary>
    public required Digest BodyCommitment { get; init; }
}

/// <summary>Who wrote a record.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Post">The person's own post.</param>
/// <param name="OnBehalfOf">Post for which the person acted as deputy; null: for the own post.</param>
public sealed record Author(RecordId Person, RecordId Post, RecordId? OnBehalfOf = null)
{
    /// <summary>The post in whose name it was written: it sends, it is answered, its route counts.</summary>
    [JsonIgnore]
    public RecordId InNameOf => OnBehalfOf ?? Post;
}

/// <summary>One exact version of another record.</summary>
/// <param name="Id">The record.</param>
/// <param name="Epoch">Epoch of the version.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Hash">Hash of that version's header.</param>
public sealed record RecordReference(RecordId Id, int Epoch, int Version, Digest Hash);

/// <summary>An attachment named by its content.</summary>
/// <param name="Hash">SHA-256 of the bytes.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="MediaType">RFC 6838 media type.</param>
public sealed record AttachmentReference(Digest Hash, long Size, string MediaType);
