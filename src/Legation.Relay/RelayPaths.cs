namespace Legation.Relay;

/// <summary>Where and as what things travel.</summary>
internal static class RelayPaths
{
    public const string Batch = "/relay/v1/batch";
    public const string Call = "/relay/v1/call";
    public const string Head = "/relay/v1/head";
    public const string Attachment = "/relay/v1/attachment";
    public const string PieceType = "application/vnd.legation.piece+cbor";
    public const string ProgressType = "application/vnd.legation.progress+cbor";
    public const string Poll = "/relay/v1/poll";
    public const string BatchType = "application/vnd.legation.batch+cbor";
    public const string PollType = "application/vnd.legation.poll+cbor";
    public const string ReceiptType = "application/cose";
    public const string RefusalType = "application/vnd.legation.refusal+cbor";
}
