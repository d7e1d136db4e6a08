using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.Relay;
using Legation.Server.Commands;

namespace Legation.Server.Doctor;

/// <summary>Says what is wrong with a node and what to do.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Make()
    {
        var data = LegationCommand.Data();
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON" };
        var command = new Command(
            "doctor",
            "Say what is wrong with the node, whether it runs or not, and what to do. Changes nothing that another command would not. "
                + "Exit codes: 0 nothing is wrong; 1 something waits for somebody; 2 something does not work."
        )
        {
            data,
            json,
        };
        command.SetGuarded(
            async (parsed, _) =>
            {
                var found = await Examination.OfAsync(parsed.GetRequiredValue(data));
                var worst = found.Select(finding => finding.Severity).DefaultIfEmpty(Severity.Note).Max();
                var output = parsed.InvocationConfiguration.Output;
                await output.WriteLineAsync(
                    parsed.GetValue(json)
                        ? JsonSerializer.Serialize(new { worst, findings = found }, Json)
                        : string.Join('\n', Lines(found))
                );
                return (int)worst;
            }
        );
        return command;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Finding> found)
    {
        foreach (var finding in found.OrderByDescending(finding => finding.Severity))
            // Names and words of other nodes stand in it: one finding is one line, whatever they hold.
            yield return PeerText.Plain(
                $"{Word(finding.Severity)}  {finding.Check}: {finding.What} → {finding.Remedy}"
            );
        if (found.All(finding => finding.Severity == Severity.Note))
            yield return "Nothing is wrong.";
    }

    private static string Word(Severity severity) =>
        severity switch
        {
            Severity.Error => "ERROR  ",
            Severity.Warning => "warning",
            _ => "note   ",
        };
}
