namespace Legation.Labels;

/// <summary>
/// The policies that a node accepts at this instant. They change while it runs: whoever decides takes them anew each
/// time, and whoever remembers a decision remembers with it the very set under which it was made.
/// </summary>
public sealed class AcceptedPolicies
{
    private readonly Func<LabelPolicies> first;
    private LabelPolicies? current;

    /// <param name="first">Reads what was accepted before; asked once, on first use.</param>
    public AcceptedPolicies(Func<LabelPolicies> first) => this.first = first;

    /// <summary>Begins with these.</summary>
    public AcceptedPolicies(LabelPolicies policies)
        : this(() => policies) { }

    /// <summary>The policies of this instant. Another set is another instance.</summary>
    public LabelPolicies Current => Volatile.Read(ref current) ?? First();

    /// <summary>From now on these count.</summary>
    public void Replace(LabelPolicies policies) => Volatile.Write(ref current, policies);

    // Whoever reads first must not overwrite what was accepted meanwhile.
    private LabelPolicies First()
    {
        var read = first();
        return Interlocked.CompareExchange(ref current, read, null) ?? read;
    }
}
