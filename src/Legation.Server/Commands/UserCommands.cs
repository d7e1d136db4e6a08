using System.CommandLine;
using Legation.Records.Access;

namespace Legation.Server.Commands;

internal static class UserCommands
{
    public static Command Make()
    {
        var command = new Command("user", "Accounts of a node");
        command.Add(Add());
        command.Add(ForName("link", "Make a link that signs a user in once", name => new LinkUser(name)));
        command.Add(ForName("disable", "End an account and its sessions", name => new DisableUser(name)));
        var data = LegationCommand.Data();
        var list = new Command("list", "List the accounts") { data };
        list.SetAct(data, _ => new ListUsers());
        command.Add(list);
        return command;
    }

    private static Command Add()
    {
        var data = LegationCommand.Data();
        var name = new Argument<string>("name") { Description = "User name, lower case" };
        var person = new Option<string>("--person")
        {
            Description = "Id of the person in the directory, or a name",
            Required = true,
        };
        var post = new Option<string>("--post")
        {
            Description = "Id of the post in the directory, or a title",
            Required = true,
        };
        var duties = new Option<Duties[]>("--duties")
        {
            Description = "What the account may do",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = DutyList.Parse,
        };
        var clearance = new Option<FileInfo?>("--clearance")
        {
            Description = "JSON file {policy, classifications, categories}; without one the least is granted",
        };
        var password = new Option<bool>("--password-stdin")
        {
            Description = "Read a password from standard input; without it a one-time link is made",
        };
        var command = new Command("add", "Make an account") { name, data, person, post, duties, clearance, password };
        command.SetAct(
            data,
            async parsed => new AddUser(
                parsed.GetRequiredValue(name),
                parsed.GetRequiredValue(person),
                parsed.GetRequiredValue(post),
                (parsed.GetValue(duties) ?? []).Aggregate(Duties.None, (all, one) => all | one),
                parsed.GetValue(clearance) is { } file ? await File.ReadAllTextAsync(file.FullName) : null,
                parsed.GetValue(password) ? (await Console.In.ReadLineAsync())?.TrimEnd('\r') ?? "" : null
            )
        );
        return command;
    }

    private static Command ForName(string verb, string description, Func<string, NodeAct> act)
    {
        var data = LegationCommand.Data();
        var name = new Argument<string>("name") { Description = "User name" };
        var command = new Command(verb, description) { name, data };
        command.SetAct(data, parsed => act(parsed.GetRequiredValue(name)));
        return command;
    }
}
