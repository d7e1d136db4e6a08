using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Legation.Faults.Tests.Root;

/// <summary>A test that needs root and strace: it is there only when <c>.ci/faults</c> asks for it.</summary>
[XunitTestCaseDiscoverer(typeof(FactWhenAsked))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsRootAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : FactAttribute(file, line);

/// <summary>The same for each of several numbers.</summary>
[XunitTestCaseDiscoverer(typeof(TheoryWhenAsked))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachNeedsRootAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(file, line);

internal static class Asked
{
    // Skipped or explicit tests count as skipped, and a run with skipped tests proves nothing.
    public static bool ForRoot { get; } = Environment.GetEnvironmentVariable("LEGATION_FAULTS") == "root";
}

internal sealed class FactWhenAsked : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute
    ) => Asked.ForRoot ? base.Discover(discoveryOptions, testMethod, factAttribute) : new([]);
}

internal sealed class TheoryWhenAsked : TheoryDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute
    ) => Asked.ForRoot ? base.Discover(discoveryOptions, testMethod, factAttribute) : new([]);
}
