using System.Data.Common;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Reads what the journal keeps of records.</summary>
internal static class EnvelopeHeader
{
    public const string RecordAt =
        "SELECT seq, at, label, audience, content, salt, body FROM journal WHERE seq = $1 AND type = 1";

    public static RecordHeader Read(byte[] envelope) =>
        HeaderCodec.Decode(
            Sign1.Read(envelope)?.Content ?? throw new InvalidDataException("A kept envelope is damaged.")
        );

    public static AppliedRecord Map(DbDataReader row) =>
        new(
            SignedRecord.Read((byte[])row.GetValue(4), (byte[])row.GetValue(5), (byte[])row.GetValue(6)),
            row.GetInt64(0),
            Instants.FromMicroseconds(row.GetInt64(1)),
            row.GetInt32(2),
            row.GetInt32(3)
        );
}
