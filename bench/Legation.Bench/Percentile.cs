namespace Legation.Bench;

internal static class Percentile
{
    /// <summary>The smallest sample that is not exceeded by this part of all.</summary>
    public static double Of(IEnumerable<double> samples, double part)
    {
        var sorted = samples.Order().ToArray();
        return sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
    }
}
