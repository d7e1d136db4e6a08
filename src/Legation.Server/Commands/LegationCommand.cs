using System.CommandLine;
using Legation.Server.Doctor;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>The command line's table of contents.</summary>
internal static class LegationCommand
{
    public static RootCommand Root()
    {
        var root = new RootCommand(
            "Legation: software for a network of diplomatic offices. Without a command it runs a demonstration network.\n"
                + ExitCodes.Documented
        );
        DemonstrationCommand.Configure(root);
        root.Add(InitCommand.Make());
        root.Add(ServeCommand.Make());
        root.Add(CardCommands.Cards());
        root.Add(CardCommands.Links());
        root.Add(KeyCommands.Make());
        root.Add(AlarmCommands.Make());
        root.Add(RelayCommands.Make());
        root.Add(DirectoryCommands.Make());
        root.Add(PolicyCommands.Make());
        root.Add(UserCommands.Make());
        root.Add(TokenCommands.Make());
        root.Add(AuditCommands.Make());
        root.Add(EpochCommands.Make());
        root.Add(DoctorCommand.Make());
        root.Add(DutyCommands.Make());
        root.Add(StandingCommands.Make());
        root.Add(TextCommands.Make());
        return root;
    }

    /// <summary>The folder of a node.</summary>
    public static Option<string> Data() => new("--data") { Description = "The node's data folder", Required = true };

    /// <summary>Sends the act to the node in the folder and prints its answer.</summary>
    public static void SetAct(this Command command, Option<string> data, Func<ParseResult, Task<NodeAct>> act) =>
        command.SetGuarded(
            async (parsed, _) =>
            {
                var answer = await CommandChannel.RunAsync(parsed.GetRequiredValue(data), await act(parsed));
                Write(answer, parsed.InvocationConfiguration);
                return answer.Code;
            }
        );

    public static void SetAct(this Command command, Option<string> data, Func<ParseResult, NodeAct> act) =>
        command.SetAct(data, parsed => Task.FromResult(act(parsed)));

    /// <summary>Runs the command; what a person can put right is said in one sentence.</summary>
    public static void SetGuarded(this Command command, Func<ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    return await run(parsed, cancellation);
                }
                catch (Exception e) when (e is NodeFolderException or IOException or UnauthorizedAccessException)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(Sentence(e));
                    return ExitCodes.Refused;
                }
            }
        );

    private static string Sentence(Exception e) =>
        e switch
        {
            { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
                $"{e.Message} Something else listens there: stop it, or choose another port.",
            FileNotFoundException { FileName: { } file } =>
                $"There is no file {file}. Give the path of one that is there.",
            _ => e.Message,
        };

    /// <summary>Prints an answer.</summary>
    public static void Write(ActAnswer answer, InvocationConfiguration console)
    {
        if (answer.Aside is { } aside)
            console.Error.WriteLine(aside);
        if (answer.Text.Length > 0)
            (answer.Code == ExitCodes.Done ? console.Output : console.Error).WriteLine(answer.Text);
    }
}
