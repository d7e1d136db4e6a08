using System.Formats.Cbor;

namespace Legation.Faults.Tests.Caller;

/// <summary>Fields of a map, written by the caller's own hand: what is wrong with them goes out as it is.</summary>
internal static class CallerFields
{
    public static void Field(this CborWriter w, int key, long value)
    {
        w.WriteInt32(key);
        w.WriteInt64(value);
    }

    public static void Field(this CborWriter w, int key, string value)
    {
        w.WriteInt32(key);
        w.WriteTextString(value);
    }
}
