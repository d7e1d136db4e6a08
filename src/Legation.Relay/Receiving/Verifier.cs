using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>A record of a batch after its signature and body were checked.</summary>
/// <param name="Record">The record; null if it cannot be read.</param>
/// <param name="Arrival">How far it was checked.</param>
/// <param name="Fault">Why it is not taken; null: it may be.</param>
internal sealed record Checked(SignedRecord? Record, Arrival Arrival, Fault? Fault = null)
{
    /// <summary>In place of a record, the sender's signed statement that there is none.</summary>
    public byte[]? Void { get; init; }

    public static Checked Not(Fault fault) => new(null, Arrival.Verified, fault);
}

/// <summary>Why a record is not taken at the door.</summary>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Alarming">True if it ought not to happen between honest nodes on a whole line.</param>
/// <param name="Retry">Whether it may be taken later.</param>
internal sealed record Fault(string Code, bool Alarming, bool Retry = false)
{
    public static Fault Void { get; } = new("void", false);
    public static Fault BadVoid { get; } = new("bad-void", true, Retry: true);
    public static Fault Unreadable { get; } = new("unreadable", true);
    public static Fault OtherRecord { get; } = new("hash-mismatch", true);
    public static Fault OtherBody { get; } = new("body-mismatch", true);
    public static Fault Signature { get; } = new("bad-signature", true);
    public static Fault RevokedKey { get; } = new("revoked-key", true);
    public static Fault Unappliable { get; } = new("cannot-apply", true, Retry: true);
}

/// <summary>Checks the records of a batch on all processors, outside the writer.</summary>
internal sealed class Verifier(KnownNodes nodes)
{
    private const int WorthSharing = 8;

    public Checked[] Check(Batch batch)
    {
        var results = new Checked[batch.Items.Count];
        if (results.Length < WorthSharing)
            for (var i = 0; i < results.Length; i++)
                results[i] = Check(batch, i);
        else
            Parallel.For(0, results.Length, i => results[i] = Check(batch, i));
        return results;
    }

    private Checked Check(Batch batch, int index)
    {
        var item = batch.Items[index];
        if (item.ClaimsVoid)
            return CheckVoid(batch.Head, index, item.Envelope);
        if (Read(item) is not { } record)
            return Checked.Not(Fault.Unreadable);
        if (record.Hash != batch.Head.Hashes[index])
            return new Checked(record, Arrival.Verified, Fault.OtherRecord);
        if (!record.BodyMatches())
            return new Checked(record, Arrival.Verified, Fault.OtherBody);
        record.Prepare();
        return Judged(record, nodes.Judge(record));
    }

    // Nobody but who numbers may say that a number is void; kept, it proves that nothing was lost on the way.
    private Checked CheckVoid(BatchHead head, int index, byte[] signed) =>
        VoidStatement.Of(head, index).IsSignedIn(signed, nodes.KeysOf(head.Sender))
            ? Checked.Not(Fault.Void) with
            {
                Void = signed,
            }
            : Checked.Not(Fault.BadVoid);

    /// <summary>What becomes of a record whose signature stands so. A revoked key is judged when it is journalled.</summary>
    public static Checked Judged(SignedRecord record, SignatureStanding signature) =>
        signature switch
        {
            SignatureStanding.Good => new Checked(record, Arrival.Verified),
            SignatureStanding.Bad => new Checked(record, Arrival.Verified, Fault.Signature),
            SignatureStanding.KeyRevoked => new Checked(record, Arrival.HomeUnknown, Fault.RevokedKey),
            _ => new Checked(record, Arrival.HomeUnknown),
        };

    private static SignedRecord? Read(BatchItem item)
    {
        try
        {
            return SignedRecord.Read(item.Envelope, item.Salt, item.Body);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
