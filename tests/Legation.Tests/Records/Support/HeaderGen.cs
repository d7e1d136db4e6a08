using System.Collections.Immutable;
using CsCheck;
using Legation.Labels;
using Legation.Records;

namespace Legation.Tests.Records.Support;

/// <summary>Random headers of every shape that form 1 can say.</summary>
internal static class HeaderGen
{
    private static readonly Gen<string> Word = Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEF0123456789 計画é"]
        .Array[1, 12]
        .Select(c => new string(c));

    private static readonly Gen<string> Kind = Gen.Select(
        Gen.Char["abcxyz"],
        Gen.Char["abc0-"].Array[0, 8],
        (first, rest) => first + new string(rest)
    );

    public static readonly Gen<RecordId> Id = Gen.Select(Kind, Gen.Guid, (kind, uuid) => new RecordId(kind, uuid));

    public static readonly Gen<Digest> Hash = Gen.Byte.Array[Digest.Length].Select(b => new Digest(b));

    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[-60_000_000_000_000, 250_000_000_000_000_000]
        .Select(Instants.FromMicroseconds);

    private static readonly Gen<Author> Author = Gen.Select(
        Id,
        Id,
        Id.Nullable(),
        (person, post, behalf) => new Author(person, post, behalf)
    );

    private static readonly Gen<RecordReference> Reference = Gen.Select(
        Id,
        Gen.Int[1, 9],
        Gen.Int[1, 99],
        Hash,
        (id, epoch, version, hash) => new RecordReference(id, epoch, version, hash)
    );

    private static readonly Gen<AttachmentReference> Attachment = Gen.Select(
        Hash,
        Gen.Long[0, long.MaxValue],
        Word,
        (hash, size, type) => new AttachmentReference(hash, size, type)
    );

    private static readonly Gen<Label> PlainLabel = Gen.Select(
        Word,
        Word,
        Gen.Select(Word, Word.Array[0, 4], (k, v) => (k, v)).Array[0, 4],
        Gen.Int[0, 9],
        Gen.Int[0, 40_000].Nullable(),
        (policy, classification, categories, epoch, review) =>
            new Label
            {
                Policy = policy,
                Classification = classification,
                Categories = categories
                    .DistinctBy(c => c.k, StringComparer.OrdinalIgnoreCase)
                    .ToImmutableSortedDictionary(
                        c => c.k,
                        c => c.v.ToImmutableArray(),
                        StringComparer.OrdinalIgnoreCase
                    ),
                MembershipEpoch = epoch,
                Review = review is { } days ? DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(days) : null,
            }
    );

    public static readonly Gen<Label> Label = Gen.Select(
        PlainLabel,
        PlainLabel.Array[0, 3],
        (label, others) =>
            label with
            {
                Alternatives = [.. others.DistinctBy(o => o.Policy, StringComparer.OrdinalIgnoreCase)],
            }
    );

    private static readonly Gen<RecordHeader> Body = Gen.Select(
        Id,
        Id,
        Author,
        Instant,
        Label,
        Id.Array[0, 5],
        Hash,
        (id, home, author, made, label, audience, commitment) =>
            new RecordHeader
            {
                Id = id,
                Home = home,
                Author = author,
                Made = made,
                Label = label,
                Audience = [.. audience],
                BodyCommitment = commitment,
            }
    );

    public static readonly Gen<RecordHeader> Header = Gen.Select(
        Body,
        Gen.Int[1, 1000],
        Hash.Nullable(),
        Gen.Enum<Precedence>(),
        Instant.Nullable(),
        Reference.Array[0, 4],
        Attachment.Array[0, 3],
        (body, number, previous, precedence, expires, references, attachments) =>
            body with
            {
                Schema = 1 + (number % 7),
                Version = number,
                Epoch = 1 + (number % 3),
                Previous = previous,
                Precedence = precedence,
                Expires = expires,
                References = [.. references],
                Attachments = [.. attachments],
            }
    );
}
