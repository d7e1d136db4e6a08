using System.CommandLine;
using Legation.Simulation;

var schedules = new Option<int>("--schedules")
{
    Description = "How many schedules to run",
    DefaultValueFactory = _ => 2000,
};
var seed = new Option<int>("--seed") { Description = "Seed of the first one", DefaultValueFactory = _ => 1 };
var nodes = new Option<int?>("--nodes") { Description = "Nodes of each network; without it the seed says, 3 to 12" };
var records = new Option<int>("--records") { Description = "Records written in each", DefaultValueFactory = _ => 50 };
var threads = new Option<int>("--threads")
{
    Description = "Schedules run at one time",
    DefaultValueFactory = _ => Environment.ProcessorCount,
};
var mutation = new Option<string?>("--mutation")
{
    Description = $"Fault to plant: {string.Join(", ", Mutation.All.Keys)}",
};
mutation.AcceptOnlyFromAmong([.. Mutation.All.Keys]);

var command = new RootCommand("Runs simulated networks of nodes through faults; exits 1 if anything does not hold.")
{
    schedules,
    seed,
    nodes,
    records,
    threads,
    mutation,
};
command.SetAction(parsed =>
{
    var campaign = new Campaign(
        parsed.GetValue(seed),
        parsed.GetValue(schedules),
        parsed.GetValue(nodes),
        parsed.GetValue(records),
        parsed.GetValue(mutation) is { } name ? Mutation.All[name] : Mutation.None
    )
    {
        Found = Console.Error.WriteLine,
    };
    var result = campaign.Run(parsed.GetValue(threads));
    Report.Write(result, Console.Out);
    return result.Failure is null ? 0 : 1;
});
return command.Parse(args).Invoke();
