using System.Text.Json.Serialization;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Model;

/// <summary>Body of a dispatch, schema 1.</summary>
/// <param name="Number">Office, series and year: <c>SEL-KQT 2026/0003</c>.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Language">BCP 47 tag of subject and text.</param>
/// <param name="Action">Addressees that must act, the lead first.</param>
/// <param name="Info">Addressees that are to know.</param>
/// <param name="Due">When the answer is wanted.</param>
/// <param name="InReplyTo">The dispatch that this one answers.</param>
/// <param name="ReplyKind"><see cref="Interim"/> or <see cref="Final"/>, for an answer.</param>
internal sealed record DispatchBody(
    string Number,
    string Subject,
    string Text,
    string Language,
    IReadOnlyList<RecordId> Action,
    IReadOnlyList<RecordId> Info,
    DateTimeOffset? Due,
    RecordId? InReplyTo,
    string? ReplyKind
)
{
    /// <summary>
    /// The label of the paragraphs without a marking, if there are others; the header's is then the dominant one of all.
    /// Absent: no paragraph is marked, whatever the text looks like.
    /// </summary>
    [JsonConverter(typeof(FullLabelJson))]
    public Label? Base { get; init; }

    /// <summary>What the author calls the files whose contents the header names. Absent: there are none.</summary>
    public IReadOnlyList<FileName>? Attachments { get; init; }

    /// <summary>The term of the directory for what it is about; by it routes may be chosen. Absent: none.</summary>
    public RecordId? About { get; init; }

    /// <summary>Offices that get a copy because a route says so. Absent: none.</summary>
    public IReadOnlyList<RecordId>? Copy { get; init; }

    /// <summary>More is to come; the matter stays open.</summary>
    public const string Interim = "interim";

    /// <summary>Settles the matter. Only an addressee that is to act may say so.</summary>
    public const string Final = "final";
}

/// <summary>What a file is called.</summary>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Name">Its name, without folders.</param>
internal sealed record FileName(Digest Hash, string Name);

/// <summary>What a register shows of a dispatch: the body without its text, which is most of the bytes.</summary>
internal sealed record DispatchHeading(
    string Number,
    string Subject,
    IReadOnlyList<RecordId> Action,
    IReadOnlyList<RecordId> Info,
    DateTimeOffset? Due,
    RecordId? InReplyTo,
    string? ReplyKind,
    RecordId? About = null,
    IReadOnlyList<RecordId>? Copy = null
);

/// <summary>Body of a clearance, a return, an acknowledgement or a comment, schema 1.</summary>
/// <param name="Text">Reasons or remarks; may be empty.</param>
/// <param name="Authority">Under which authority, when not by hand: <see cref="Standing"/>.</param>
internal sealed record StepBody(string Text, string? Authority = null)
{
    /// <summary>By rule, under a named person's standing authority.</summary>
    public const string Standing = "standing";
}

/// <summary>What of a dispatch is searched for words.</summary>
internal sealed record DispatchWording(string Number, string Subject, string Text);
