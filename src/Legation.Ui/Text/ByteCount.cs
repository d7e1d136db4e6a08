using System.Collections.Immutable;
using System.Globalization;

namespace Legation.Ui;

/// <summary>Sizes of files as people read them, in powers of a thousand.</summary>
public static class ByteCount
{
    private static readonly ImmutableArray<string> Units = ["kB", "MB", "GB", "TB"];

    /// <summary>“312 bytes”, “4.2 kB”, “38 MB”</summary>
    public static string Text(long bytes)
    {
        if (bytes < 1000)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        var (value, unit) = (bytes / 1000m, 0);
        // 999.95 would be written as 1000.0.
        while (value >= 999.5m && unit < Units.Length - 1)
            (value, unit) = (value / 1000, unit + 1);
        var format = value < 9.95m ? "0.0" : "0";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
