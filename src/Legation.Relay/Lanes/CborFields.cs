using System.Formats.Cbor;

namespace Legation.Relay;

/// <summary>Maps whose keys are small integers in ascending order: the form of all that nodes write to each other.</summary>
internal static class CborFields
{
    /// <summary>Reads what takes up all the bytes; null if they are not of that form.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> bytes, Func<CborReader, T> read)
        where T : class
    {
        try
        {
            var r = new CborReader(bytes, CborConformanceMode.Canonical);
            var result = read(r);
            return r.BytesRemaining == 0 ? result : null;
        }
        catch (Exception e)
            when (e
                    is CborContentException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
                        or FormatException
            )
        {
            return null;
        }
    }

    public static void Field(this CborWriter w, int key, long value)
    {
        w.WriteInt32(key);
        w.WriteInt64(value);
    }

    public static void Field(this CborWriter w, int key, RecordId value)
    {
        w.WriteInt32(key);
        w.WriteTextString(value.ToString());
    }

    public static void Field(this CborWriter w, int key, Digest value)
    {
        w.WriteInt32(key);
        w.WriteByteString(value.ToBytes());
    }

    /// <summary>Steps over the key that must come next.</summary>
    /// <exception cref="FormatException">Another comes.</exception>
    public static void Key(this CborReader r, int key)
    {
        if (r.ReadInt32() != key)
            throw new FormatException($"Field {key} is missing.");
    }

    public static long Int(this CborReader r, int key)
    {
        r.Key(key);
        return r.ReadInt64();
    }

    /// <summary>A lane, which may still be none of those there are.</summary>
    /// <exception cref="OverflowException">No number of 32 bits, so that the last bits of a longer one do not pass for a lane.</exception>
    public static Lane Lane(this CborReader r, int key) => (Lane)checked((int)r.Int(key));

    public static RecordId Id(this CborReader r, int key)
    {
        r.Key(key);
        return RecordId.Parse(r.ReadTextString());
    }

    public static Digest Digest(this CborReader r, int key)
    {
        r.Key(key);
        return new Digest(r.ReadByteString());
    }
}
