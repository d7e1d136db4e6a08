namespace Legation.Labels;

/// <summary>The policies that come with the program. No real alliance's is among them.</summary>
public static class ShippedPolicies
{
    /// <summary>LEGATION-DEMO: a fictitious alliance, for demonstrations and exercises.</summary>
    public static LabelPolicy LegationDemo { get; } = Read("legation-demo.json");

    /// <summary>TLP:2.0: FIRST's Traffic Light Protocol, version 2.0.</summary>
    public static LabelPolicy Tlp { get; } = Read("tlp-2.0.json");

    private static LabelPolicy Read(string name)
    {
        using var stream =
            typeof(ShippedPolicies).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The policy {name} is not in the assembly.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        var parse = LabelPolicy.Parse(json);
        return parse.Policy ?? throw new InvalidOperationException($"{name}: {string.Join("; ", parse.Problems)}");
    }
}
