using Legation.Faults.Tests.Network;

[assembly: AssemblyFixture(typeof(PreparedNetwork))]
