using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records;

/// <summary>The fields of a header while it is read.</summary>
internal struct HeaderFields
{
    public RecordId? Id,
        Home;
    public int? Form,
        Schema,
        Version,
        Epoch;
    public Digest? Previous,
        BodyCommitment;
    public Author? Author;
    public DateTimeOffset? Made,
        Expires;
    public Label? Label;
    public ImmutableArray<RecordId>? Audience;
    public Precedence? Precedence;
    public ImmutableArray<RecordReference>? References;
    public ImmutableArray<AttachmentReference>? Attachments;

    public readonly RecordHeader ToHeader()
    {
        if (Form != RecordHeader.CurrentForm)
            throw new FormatException("The header's form is not known here.");
        var made = Made ?? throw Missing(nameof(Made));
        return new RecordHeader
        {
            Id = Id ?? throw Missing(nameof(Id)),
            Schema = Schema ?? throw Missing(nameof(Schema)),
            Version = Version ?? throw Missing(nameof(Version)),
            Previous = Previous,
            Home = Home ?? throw Missing(nameof(Home)),
            Epoch = Epoch ?? throw Missing(nameof(Epoch)),
            Author = Author ?? throw Missing(nameof(Author)),
            Made = made,
            Label = LabelCodec.MadeAt(Label ?? throw Missing(nameof(Label)), made),
            Audience = Audience ?? throw Missing(nameof(Audience)),
            Precedence = Precedence ?? throw Missing(nameof(Precedence)),
            Expires = Expires,
            References = References ?? [],
            Attachments = Attachments ?? [],
            BodyCommitment = BodyCommitment ?? throw Missing(nameof(BodyCommitment)),
        };
    }

    private static FormatException Missing(string field) => new($"The header lacks {field}.");
}
