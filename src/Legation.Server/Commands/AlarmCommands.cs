using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>What is wrong at a node.</summary>
internal static class AlarmCommands
{
    public static Command Make()
    {
        var command = new Command("alarm", "What is wrong at the node now, and what to do");
        command.Add(List());
        command.Add(Acknowledge());
        return command;
    }

    private static Command List()
    {
        var data = LegationCommand.Data();
        var command = new Command("list", "List the alarms that stand") { data };
        command.SetAct(data, _ => new ListAlarms());
        return command;
    }

    private static Command Acknowledge()
    {
        var data = LegationCommand.Data();
        var number = new Argument<long>("number") { Description = "Its number, as the list shows it" };
        var times = new Option<long>("--times")
        {
            Description = "How often it had been raised when you saw it, if more than once",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("acknowledge", "Take note of an alarm; the journal says so") { number, times, data };
        command.SetAct(data, parsed => new AcknowledgeAlarm(parsed.GetRequiredValue(number), parsed.GetValue(times)));
        return command;
    }
}
