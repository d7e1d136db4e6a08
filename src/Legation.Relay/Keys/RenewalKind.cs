namespace Legation.Relay;

/// <summary>
/// A node's own next card, {"card": base64}, signed with the key on the card before: who accepted that one accepts this
/// one by it, without a person.
/// </summary>
internal sealed class RenewalKind(KeyTrust trust) : RecordKind
{
    public const string Word = "renewal";

    public override string Name => Word;

    public override bool TravelsOnSystemLane => true;

    public override RecordId? Awaits(Records.Signing.SignedRecord record, IKindSession session) => null;

    public override Refusal? Admit(Records.Signing.SignedRecord record, IKindSession session) =>
        trust.WhyNotRenew(record);

    public override void TakeEffect(AppliedRecord record, LedgerTransaction transaction) =>
        trust.Renew(record.Record, transaction);
}
