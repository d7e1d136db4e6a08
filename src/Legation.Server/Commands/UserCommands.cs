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
        command.Add(ForName("enable", "Let a disabled account sign in again", name => new EnableUser(name)));
        command.Add(Clearance());
        command.Add(SetDuties());
        command.Add(Password());
        command.Add(ActingCommands.Make());
        var data = LegationCommand.Data();
        var list = new Command("list", "List the accounts") { data };
        list.SetAct(data, _ => new ListUsers());
        command.Add(list);
        return command;
    }

    private static Command Add()
    {
        var data = LegationCommand.Data();
        var name = Name();
        var person = new Option<string>("--person")
        {
            Description = "Id or name of a person whom this node has entered in the directory",
            Required = true,
        };
        var post = new Option<string>("--post")
        {
            Description = "Id or title of a post that this node has entered in the directory",
            Required = true,
        };
        var duties = DutyList.Option();
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
                DutyList.Of(parsed.GetValue(duties)),
                parsed.GetValue(clearance) is { } file ? await File.ReadAllTextAsync(file.FullName) : null,
                parsed.GetValue(password) ? await ReadPasswordAsync() : null
            )
        );
        return command;
    }

    private static Command Clearance()
    {
        var data = LegationCommand.Data();
        var name = Name();
        var clearance = new Option<FileInfo>("--clearance")
        {
            Description = "JSON file {policy, classifications, categories}",
            Required = true,
        };
        var command = new Command("clearance", "Say what labels a user may read") { name, data, clearance };
        command.SetAct(
            data,
            async parsed => new SetUserClearance(
                parsed.GetRequiredValue(name),
                await File.ReadAllTextAsync(parsed.GetRequiredValue(clearance).FullName)
            )
        );
        return command;
    }

    private static Command SetDuties()
    {
        var data = LegationCommand.Data();
        var name = Name();
        var duties = DutyList.Option();
        duties.Required = true;
        var command = new Command("duties", "Say what a user may do, in place of what was said before")
        {
            name,
            data,
            duties,
        };
        command.SetAct(
            data,
            parsed => new SetUserDuties(parsed.GetRequiredValue(name), DutyList.Of(parsed.GetValue(duties)))
        );
        return command;
    }

    private static Command Password()
    {
        var data = LegationCommand.Data();
        var name = Name();
        var password = new Option<bool>("--password-stdin")
        {
            Description = "Read the password from standard input",
            Required = true,
        };
        var revokeTokens = new Option<bool>("--revoke-tokens") { Description = "End the user's tokens too" };
        var command = new Command("password", "Set a user's password; sessions and one-time links end")
        {
            name,
            data,
            password,
            revokeTokens,
        };
        command.SetAct(
            data,
            async parsed => new SetUserPassword(
                parsed.GetRequiredValue(name),
                await ReadPasswordAsync(),
                parsed.GetValue(revokeTokens)
            )
        );
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "User name, lower case" };

    private static async Task<string> ReadPasswordAsync() => (await Console.In.ReadLineAsync())?.TrimEnd('\r') ?? "";

    private static Command ForName(string verb, string description, Func<string, NodeAct> act)
    {
        var data = LegationCommand.Data();
        var name = Name();
        var command = new Command(verb, description) { name, data };
        command.SetAct(data, parsed => act(parsed.GetRequiredValue(name)));
        return command;
    }
}
