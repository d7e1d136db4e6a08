using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Legation.Relay;

/// <summary>
/// A batch as deterministic CBOR: {1 form, 2 sender, 3 epoch, 4 receiver, 5 lane, 6 first, 7 [[hash, envelope, salt,
/// body] …]}. It is not signed: the records are, and the line is authenticated.
/// </summary>
internal static class BatchCodec
{
    private const int Form = 1;

    /// <summary>Longest batch that is read: one megabyte, or one record of the largest size.</summary>
    public const int Longest = (1024 * 1024) + RecordLimits.Envelope + RecordLimits.Body + (64 * 1024);

    public static byte[] Encode(Batch batch)
    {
        var size = batch.Items.Sum(i => i.Envelope.Length + i.Salt.Length + i.Body.Length + 64);
        var w = new CborWriter(
            CborConformanceMode.Canonical,
            convertIndefiniteLengthEncodings: false,
            initialCapacity: size + 256
        );
        w.WriteStartMap(7);
        w.Field(1, Form);
        w.Field(2, batch.Head.Sender);
        w.Field(3, batch.Head.Epoch);
        w.Field(4, batch.Head.Receiver);
        w.Field(5, (int)batch.Head.Lane);
        w.Field(6, batch.Head.First);
        w.WriteInt32(7);
        w.WriteStartArray(batch.Items.Count);
        for (var i = 0; i < batch.Items.Count; i++)
            Write(w, batch.Head.Hashes[i], batch.Items[i]);
        w.WriteEndArray();
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>Reads a batch; null if the bytes are none.</summary>
    public static Batch? Decode(ReadOnlyMemory<byte> bytes) => CborFields.Read(bytes, Read);

    private static void Write(CborWriter w, Digest hash, BatchItem item)
    {
        w.WriteStartArray(4);
        w.WriteByteString(hash.ToBytes());
        w.WriteByteString(item.Envelope);
        w.WriteByteString(item.Salt);
        w.WriteByteString(item.Body);
        w.WriteEndArray();
    }

    private static Batch Read(CborReader r)
    {
        if (r.ReadStartMap() != 7 || r.Int(1) != Form)
            throw new FormatException("The batch's form is not known here.");
        var sender = r.Id(2);
        var epoch = checked((int)r.Int(3));
        var receiver = r.Id(4);
        var lane = r.Lane(5);
        if (r.Int(6) is not (>= 1 and <= long.MaxValue - BatchHead.MostRecords and var first))
            throw new FormatException("A batch's first number is not from 1 on, or leaves no room for others.");
        r.Key(7);
        var hashes = ImmutableArray.CreateBuilder<Digest>();
        var items = new List<BatchItem>();
        if (r.ReadStartArray() is not (> 0 and <= BatchHead.MostRecords and var length))
            throw new FormatException("A batch has 1 to 256 records.");
        for (var i = 0; i < length; i++)
        {
            if (r.ReadStartArray() != 4)
                throw new FormatException("A record in a batch has four parts.");
            hashes.Add(new Digest(r.ReadByteString()));
            items.Add(new BatchItem(r.ReadByteString(), r.ReadByteString(), r.ReadByteString()));
            r.ReadEndArray();
        }
        r.ReadEndArray();
        r.ReadEndMap();
        if (!Enum.IsDefined(lane) || epoch < 1)
            throw new FormatException("A batch has no such lane or epoch.");
        return new Batch(new BatchHead(sender, epoch, receiver, lane, first, hashes.DrainToImmutable()), items);
    }
}
