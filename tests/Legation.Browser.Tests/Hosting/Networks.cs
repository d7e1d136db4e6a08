[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections)]

namespace Legation.Browser.Tests.Hosting;

/// <summary>A network with a browser for the tests that look at screens and sessions.</summary>
[CollectionDefinition]
public sealed class NetworkOfScreens : ICollectionFixture<Demonstration>;

/// <summary>
/// One for the tests that work with dispatches. They take turns: who pauses a link pauses it for all on that network.
/// </summary>
[CollectionDefinition]
public sealed class NetworkOfWork : ICollectionFixture<Demonstration>;
