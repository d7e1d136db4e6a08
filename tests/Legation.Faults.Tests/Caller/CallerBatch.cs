using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Legation.Faults.Tests.Caller;

/// <summary>Lanes by their numbers.</summary>
internal static class LaneNumber
{
    public const long System = 0;
    public const long Flash = 1;
    public const long Routine = 4;
}

/// <summary>A batch with whatever is wrong with it: docs/protocols/relay.md §4.</summary>
internal sealed record CallerBatch(string Sender, string Receiver, params IReadOnlyList<SignedItem> Items)
{
    public long Form { get; init; } = 1;

    public long Epoch { get; init; } = 1;

    public long Lane { get; init; } = LaneNumber.Routine;

    public long First { get; init; } = 1;

    /// <summary>Bytes that follow the batch.</summary>
    public byte[] After { get; init; } = [];

    /// <summary>The same numbers with nothing under them but the statement, by this key, that they are void.</summary>
    public CallerBatch Voided(ECDsa key) =>
        this with
        {
            Items =
            [
                .. Items.Select((item, place) => item.Emptied() with { Envelope = Void(item, First + place, key) }),
            ],
        };

    public byte[] Encode()
    {
        var w = new CborWriter();
        w.WriteStartMap(7);
        w.Field(1, Form);
        w.Field(2, Sender);
        w.Field(3, Epoch);
        w.Field(4, Receiver);
        w.Field(5, Lane);
        w.Field(6, First);
        w.WriteInt32(7);
        w.WriteStartArray(Items.Count);
        foreach (var item in Items)
            Write(w, item);
        w.WriteEndArray();
        w.WriteEndMap();
        return [.. w.Encode(), .. After];
    }

    private byte[] Void(SignedItem item, long number, ECDsa key)
    {
        var w = new CborWriter();
        w.WriteStartMap(7);
        w.Field(1, 1);
        w.Field(2, Sender);
        w.Field(3, Epoch);
        w.Field(4, Receiver);
        w.Field(5, Lane);
        w.Field(6, number);
        w.WriteInt32(7);
        w.WriteByteString(item.Hash);
        w.WriteEndMap();
        return Cose.Sign(w.Encode(), Cose.Void, key);
    }

    private static void Write(CborWriter w, SignedItem item)
    {
        w.WriteStartArray(4);
        w.WriteByteString(item.Hash);
        w.WriteByteString(item.Envelope);
        w.WriteByteString(item.Salt);
        w.WriteByteString(item.Body);
        w.WriteEndArray();
    }
}
