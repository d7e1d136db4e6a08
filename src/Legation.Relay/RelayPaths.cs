namespace Legation.Relay;

/// <summary>Where and as what things travel.</summary>
internal static class RelayPaths
{
    public const string Batch = "/relay/v1/batch";
    public const string Call = "/relay/v1/call";
    public const string BatchType = "application/vnd.legation.batch+cbor";
    public const string ReceiptType = "application/cose";
    public const string RefusalType = "application/vnd.legation.refusal+cbor";
}
