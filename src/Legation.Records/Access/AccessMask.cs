using System.Collections;

namespace Legation.Records.Access;

/// <summary>
/// A set of interned numbers as one parameter of a statement, however many there are: a byte for each, that of number n at
/// n − 1. SQL finds it without reading what stands before, as it must in a text.
/// </summary>
internal static class AccessMask
{
    private const byte Held = 1;

    /// <summary>What stands for a number in the set.</summary>
    public static byte[] In => [Held];

    /// <summary>The mask of the numbers of which the bit is set; number 0 stands for none.</summary>
    public static byte[] Of(BitArray numbers)
    {
        var mask = new byte[Math.Max(0, numbers.Length - 1)];
        for (var number = 1; number < numbers.Length; number++)
            if (numbers[number])
                mask[number - 1] = Held;
        return mask;
    }

    /// <summary><c>substr</c> in SQL: so many bytes from a place counted from 1.</summary>
    /// <exception cref="NotSupportedException">Called outside a query.</exception>
    public static byte[] Substr(byte[] mask, int from, int count) => throw new NotSupportedException();
}
