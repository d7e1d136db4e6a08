using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Legation.Faults.Tests.Caller;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Faults.Tests.Fuzz;

/// <summary>Valid bytes of each kind, all by one node.</summary>
internal sealed class FuzzSamples
{
    private readonly CallerIdentity identity = CallerIdentity.New();
    private readonly NodeKey key;

    public FuzzSamples()
    {
        key = NodeKey.FromPem(identity.Signing.ExportPkcs8PrivateKeyPem());
        Key = new VerificationKey(key.PublicKey.Span);
        var drafts = Drafts().ToList();
        (Salt, Body) = (drafts[0].Salt, Encoding.UTF8.GetBytes((string)drafts[0].Body));
        var items = drafts.ConvertAll(draft => (draft with { Body = Body }).SignedBy(identity.Signing));
        Envelopes = items.ConvertAll(item => item.Envelope);
        Batches = [Batch(items[0]), Batch([.. items]), Batch(items[0].Emptied(), items[1])];
        var piece = new CallerPiece(identity.Node, Ids.New("node"), items[0].Hash, items[1].Hash) { Offset = 65_536 };
        Pieces =
        [
            piece.Encode(),
            (piece with { Bytes = new byte[300] }).Encode(),
            PieceCodec.Encode(Progress(items[0])),
        ];
        Polls =
        [
            new Poll(0, null).Encode(),
            new Poll(1, new PollAnswer(Digest.Of(Salt), 200, Body)).Encode(),
            new Poll(0, PollAnswer.To(Body, ProtocolRefusal.Paused, null)).Encode(),
        ];
        Heads = [Head([], null), Head([new(1, Lane.Flash, 7), new(2, Lane.Routine, 900)], Digest.Of(Salt))];
        CarriedEnds = [CarriedEnd(CarriedContent.Batches), CarriedEnd(CarriedContent.Receipts)];
        Receipts = [Receipt("stored"), Receipt("refused")];
        var card = new CallerCard(identity) { Kinds = ["comment", "dispatch", "route"] };
        Cards = [card.Sign(), (card with { Kinds = [], Name = "東京連絡事務所" }).Sign()];
        Refusals = [ProtocolRefusal.Paused.Encode(), ProtocolRefusal.TooLarge.Encode()];
    }

    /// <summary>The key that signed the receipts.</summary>
    public VerificationKey Key { get; }

    public byte[] Salt { get; }

    public byte[] Body { get; }

    public IReadOnlyList<byte[]> Envelopes { get; }

    public IReadOnlyList<byte[]> Batches { get; }

    public IReadOnlyList<byte[]> Pieces { get; }

    public IReadOnlyList<byte[]> Polls { get; }

    public IReadOnlyList<byte[]> Heads { get; }

    public IReadOnlyList<byte[]> CarriedEnds { get; }

    public IReadOnlyList<byte[]> Receipts { get; }

    public IReadOnlyList<byte[]> Cards { get; }

    public IReadOnlyList<byte[]> Refusals { get; }

    private IEnumerable<RecordDraft> Drafts()
    {
        var draft = new RecordDraft(Ids.New("dispatch"), identity.Node, Ids.New("post"), "{}");
        yield return draft;
        yield return draft with
        {
            Audience = [Ids.New("office"), Ids.New("post"), Ids.New("post")],
            Precedence = 3,
        };
        yield return draft with
        {
            Version = 7,
            Epoch = 2,
            Classification = "TRÈS SECRET",
            ReleasableTo = "",
        };
    }

    private byte[] CarriedEnd(CarriedContent content)
    {
        var (from, to, now) = (
            RecordId.Parse(identity.Node),
            RecordId.Parse(Ids.New("node")),
            TimeProvider.System.GetUtcNow()
        );
        return new CarriedManifest(content, from, to, now, 12, Digest.Of(Salt)).Sign(key);
    }

    private byte[] Head(ImmutableArray<LaneMark> marks, Digest? heard) =>
        new HeadStatement(
            RecordId.Parse(identity.Node),
            1,
            RecordId.Parse(Ids.New("node")),
            12,
            Digest.Of(Body),
            TimeProvider.System.GetUtcNow().ToWholeMicroseconds(),
            marks,
            marks,
            heard
        ).Sign(key);

    private static PieceProgress Progress(SignedItem item) => new(new Digest(item.Hash), 65_536);

    private byte[] Batch(params SignedItem[] items) =>
        new CallerBatch(identity.Node, Ids.New("node"), items) { First = 3, Lane = LaneNumber.Flash }.Encode();

    private byte[] Receipt(string outcome)
    {
        var hash = Digest.Of(RandomNumberGenerator.GetBytes(32));
        ReceiptLine[] lines =
            outcome == "stored"
                ? [new(hash, ReceiptOutcome.Stored), new(hash, ReceiptOutcome.Held)]
                :
                [
                    new(hash, ReceiptOutcome.Refused, "unreadable"),
                    new(hash, ReceiptOutcome.Refused, "cannot-apply", true),
                ];
        var receipt = new Receipt(
            RecordId.Parse(identity.Node),
            1,
            RecordId.Parse(Ids.New("node")),
            Lane.Priority,
            1,
            lines.ToImmutableArray(),
            90,
            hash,
            TimeProvider.System.GetUtcNow()
        );
        return ReceiptCodec.Sign(receipt, key);
    }
}
