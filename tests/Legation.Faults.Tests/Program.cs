using Legation.Faults.Tests;
using Legation.Faults.Tests.Fuzz;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Soak;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// Beside the tests: a soak, a fuzzer, and a node whose clock is set otherwise.
return args switch
{
    ["soak", .. var rest] => await SoakCommand.RunAsync(rest),
    ["fuzz", .. var rest] => FuzzCommand.Run(rest),
    ["serve", var folder, var days] => await ShiftedNode.ServeAsync(folder, days),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
