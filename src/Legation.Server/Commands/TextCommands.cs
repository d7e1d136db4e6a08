using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Legation.TextImport;

namespace Legation.Server.Commands;

/// <summary>Texts from elsewhere as those of dispatches; needs no node.</summary>
internal static class TextCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Make() => new("text", "Texts that were written elsewhere") { Import() };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "A Word file (.docx) or a page (.html)" };
        var json = new Option<bool>("--json") { Description = "Print text and what was dropped as JSON" };
        var command = new Command(
            "import",
            "Print the text of a file as Markdown, as a draft takes it; what was dropped goes to the error output"
        )
        {
            file,
            json,
        };
        command.SetGuarded(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(json),
                    parsed.InvocationConfiguration,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo file,
        bool asJson,
        InvocationConfiguration console,
        CancellationToken cancellation
    )
    {
        var taken =
            file.Length > ImportLimits.MostFile
                ? TakeText.TooLarge
                : TakeText.FromFile(
                    await File.ReadAllBytesAsync(file.FullName, cancellation),
                    cancellation: cancellation
                );
        if (taken.Refused is { } refusal)
        {
            await console.Error.WriteLineAsync(refusal.Sentence);
            return ExitCodes.Refused;
        }
        if (asJson)
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(new { taken.Markdown, taken.Dropped }, Json));
        else
        {
            await console.Output.WriteLineAsync(taken.Markdown);
            if (taken.Dropped.Count > 0)
                await console.Error.WriteLineAsync(taken.DroppedWords);
        }
        return ExitCodes.Done;
    }
}
