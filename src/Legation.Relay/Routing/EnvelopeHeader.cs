using System.Data.Common;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Reads what the journal keeps of records.</summary>
internal static class EnvelopeHeader
{
    public const string RecordAt = """
        SELECT j.seq, j.at, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience), j.content, j.salt, j.body
        FROM journal j LEFT JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE j.seq = $1 AND j.type = 1
        """;

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
