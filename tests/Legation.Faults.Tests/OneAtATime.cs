using Legation.Faults.Tests.Network;

// The nodes of all tests have the same ports: their cards say so.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(PreparedNetwork))]
