using System.Formats.Cbor;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// What the node that numbered a record says when it has withdrawn it: under this number comes nothing. As deterministic
/// CBOR inside COSE_Sign1: {1 form, 2 sender, 3 epoch, 4 receiver, 5 lane, 6 number, 7 hash}.
/// </summary>
/// <param name="Sender">Node that numbered the record.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Receiver">Node for which it was numbered.</param>
/// <param name="Lane">Lane.</param>
/// <param name="Number">The number.</param>
/// <param name="Hash">Hash of the record that had it.</param>
internal sealed record VoidStatement(RecordId Sender, int Epoch, RecordId Receiver, Lane Lane, long Number, Digest Hash)
{
    private const int Form = 1;

    /// <summary>The statement for one place of a batch, from 0.</summary>
    public static VoidStatement Of(BatchHead batch, int place) =>
        new(batch.Sender, batch.Epoch, batch.Receiver, batch.Lane, batch.First + place, batch.Hashes[place]);

    public byte[] Sign(IRecordSigner signer) => signer.Sign(Encode(), SignedContent.Void);

    /// <summary>True if the bytes are exactly this statement, signed by one of the keys.</summary>
    public bool IsSignedIn(byte[] signed, IReadOnlyList<VerificationKey> keys)
    {
        var said = Encode();
        return keys.Any(key => key.Open(signed, SignedContent.Void) is { } content && content.SequenceEqual(said));
    }

    private byte[] Encode()
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(7);
        w.Field(1, Form);
        w.Field(2, Sender);
        w.Field(3, Epoch);
        w.Field(4, Receiver);
        w.Field(5, (int)Lane);
        w.Field(6, Number);
        w.Field(7, Hash);
        w.WriteEndMap();
        return w.Encode();
    }
}
