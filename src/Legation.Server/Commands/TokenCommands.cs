using System.CommandLine;

namespace Legation.Server.Commands;

internal static class TokenCommands
{
    private const int UsualLife = 90;

    public static Command Make()
    {
        var command = new Command("token", "Tokens with which a user's programs call the API");
        command.Add(Create());
        command.Add(Revoke());
        var data = LegationCommand.Data();
        var list = new Command("list", "List the tokens in use") { data };
        list.SetAct(data, _ => new ListTokens());
        command.Add(list);
        return command;
    }

    private static Command Create()
    {
        var data = LegationCommand.Data();
        var user = new Argument<string>("user") { Description = "User name" };
        var name = new Option<string>("--name") { Description = "What it is for", Required = true };
        var days = new Option<int>("--days")
        {
            Description = "How long it lives",
            DefaultValueFactory = _ => UsualLife,
        };
        var command = new Command("create", "Make a token; it is shown once") { user, data, name, days };
        command.SetAct(
            data,
            parsed => new CreateToken(
                parsed.GetRequiredValue(user),
                parsed.GetRequiredValue(name),
                parsed.GetRequiredValue(days)
            )
        );
        return command;
    }

    private static Command Revoke()
    {
        var data = LegationCommand.Data();
        var id = new Argument<string>("id") { Description = "Id of the token: token--…" };
        var command = new Command("revoke", "End a token") { id, data };
        command.SetAct(data, parsed => new RevokeToken(parsed.GetRequiredValue(id)));
        return command;
    }
}
