using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Legation.Faults.Tests.Table;

/// <summary>A test of a fault: each of its runs is a line of the table that <c>.ci/fault-table</c> prints.</summary>
/// <param name="fault">The fault.</param>
/// <param name="how">How it is injected.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FaultAttribute(string fault, string how) : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        FaultTable.Add(fault, how, TestContext.Current.TestState?.Result == TestResult.Passed);
}

/// <summary>Lines for the table: fault, how it was injected, and whether all held, with tabs between.</summary>
internal static class FaultTable
{
    public static void Add(string fault, string how, bool held)
    {
        if (Environment.GetEnvironmentVariable("LEGATION_FAULTS_TABLE") is { } file)
            File.AppendAllText(file, $"{fault}\t{how}\t{(held ? "held" : "failed")}\n");
    }
}
