using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;

namespace Legation.Faults.Tests.Caller;

/// <summary>A record's version as a caller writes it, with whatever is wrong with it: docs/protocols/records.md §3.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Home">Node that is said to write it.</param>
/// <param name="Author">Post in whose name it is written; the home itself where no person writes.</param>
/// <param name="Body">What becomes the JSON of its body.</param>
internal sealed record RecordDraft(string Id, string Home, string Author, object Body)
{
    public long Form { get; init; } = 1;

    public long Schema { get; init; } = 1;

    public long Version { get; init; } = 1;

    public long Epoch { get; init; } = 1;

    public string Person { get; init; } = Ids.New("person");

    public DateTimeOffset Made { get; init; } = TimeProvider.System.GetUtcNow();

    public string Classification { get; init; } = "RESTRICTED";

    public string ReleasableTo { get; init; } = "ALLIANCE";

    public long MembershipEpoch { get; init; } = 1;

    public IReadOnlyList<string> Audience { get; init; } = [Ids.Everyone];

    public long Precedence { get; init; }

    /// <summary>Written behind the last field, where no other key may stand.</summary>
    public int? UnknownField { get; init; }

    public byte[] Salt { get; init; } = RandomNumberGenerator.GetBytes(16);

    public SignedItem SignedBy(ECDsa key)
    {
        var body = Body as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(Body, JsonSerializerOptions.Web);
        var header = Encode(SHA256.HashData([.. Salt, .. body]));
        return new SignedItem(SHA256.HashData(header), Cose.Sign(header, Cose.Header, key), Salt, body);
    }

    private byte[] Encode(byte[] commitment)
    {
        var w = new CborWriter();
        w.WriteStartMap(12 + (UnknownField is null ? 0 : 1));
        w.Field(1, Form);
        w.Field(2, Id);
        w.Field(3, Schema);
        w.Field(4, Version);
        w.Field(6, Home);
        w.Field(7, Epoch);
        w.WriteInt32(8);
        Texts(w, Author == Home ? [Home, Home] : [Person, Author]);
        w.Field(9, Microseconds.Of(Made));
        w.WriteInt32(10);
        Label(w);
        w.WriteInt32(11);
        Texts(w, [.. Audience.Order(StringComparer.Ordinal)]);
        w.Field(12, Precedence);
        w.WriteInt32(16);
        w.WriteByteString(commitment);
        if (UnknownField is { } field)
            w.Field(field, 0);
        w.WriteEndMap();
        return w.Encode();
    }

    private void Label(CborWriter w)
    {
        w.WriteStartMap(4);
        w.Field(1, "LEGATION-DEMO");
        w.Field(2, Classification);
        w.WriteInt32(3);
        w.WriteStartMap(1);
        w.WriteTextString("releasableTo");
        Texts(w, [ReleasableTo]);
        w.WriteEndMap();
        w.Field(4, MembershipEpoch);
        w.WriteEndMap();
    }

    private static void Texts(CborWriter w, IReadOnlyList<string> values)
    {
        w.WriteStartArray(values.Count);
        foreach (var value in values)
            w.WriteTextString(value);
        w.WriteEndArray();
    }
}

/// <summary>A record in a batch, and the hash under which it is numbered.</summary>
internal sealed record SignedItem(byte[] Hash, byte[] Envelope, byte[] Salt, byte[] Body)
{
    /// <summary>The same number with nothing in it, not even a statement that it is void.</summary>
    public SignedItem Emptied() => new(Hash, [], [], []);

    /// <summary>Numbered by what its envelope says, whoever signed that.</summary>
    public SignedItem Rehashed() => this with { Hash = SHA256.HashData(Cose.Payload(Envelope)) };

    /// <summary>One text of the header replaced by another of the same length; the signature stays.</summary>
    public SignedItem Altered(string from, string to)
    {
        to.Length.ShouldBe(from.Length);
        var envelope = Envelope.ToArray();
        var place = envelope.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        place.ShouldBeGreaterThanOrEqualTo(0);
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(envelope, place);
        return this with { Envelope = envelope };
    }
}
