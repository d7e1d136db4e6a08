using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Reads the header of an envelope that the journal keeps.</summary>
internal static class EnvelopeHeader
{
    public static RecordHeader Read(byte[] envelope) =>
        HeaderCodec.Decode(
            Sign1.Read(envelope)?.Content ?? throw new InvalidDataException("A kept envelope is damaged.")
        );
}
