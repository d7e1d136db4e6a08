using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Legation.Labels;
using Legation.Server.Nodes;
using Legation.Server.Security;

namespace Legation.Server.Commands;

/// <summary>Confidentiality policies: those of a node, and files of them.</summary>
internal static class PolicyCommands
{
    private const string Json = "json";
    private const string Spif = "spif";

    /// <summary>No file of a policy is longer; see docs/protocols/labels.md.</summary>
    private const long MostBytes = 4_194_304;

    public static Command Make()
    {
        var command = new Command(
            "policy",
            "Confidentiality policies: what labels may say, and who may have what they mark"
        )
        {
            Check(),
            Convert(),
        };
        foreach (var ofNode in NodePolicyCommands.All())
            command.Add(ofNode);
        return command;
    }

    private static Command Check()
    {
        var file = File();
        var command = new Command("check", "Say everything that is wrong with a policy") { file };
        command.SetGuarded(
            async (parsed, cancellation) =>
            {
                var console = parsed.InvocationConfiguration;
                if (await ReadAsync(parsed.GetRequiredValue(file), console, cancellation) is not { } policy)
                    return ExitCodes.Refused;
                await console.Output.WriteLineAsync(PolicyWords.Summary(policy));
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Command Convert()
    {
        var file = File();
        var to = new Option<string>("--to") { Description = "json, or spif: Open XML SPIF 2.1", Required = true };
        to.AcceptOnlyFromAmong(Json, Spif);
        var command = new Command("convert", "Print a policy in its other form") { file, to };
        command.SetGuarded(
            async (parsed, cancellation) =>
            {
                var console = parsed.InvocationConfiguration;
                if (await ReadAsync(parsed.GetRequiredValue(file), console, cancellation) is not { } policy)
                    return ExitCodes.Refused;
                if (parsed.GetRequiredValue(to) == Json)
                    await console.Output.WriteLineAsync(JsonOf(policy));
                else if (SpifXml.TryWrite(policy, TimeProvider.System.GetUtcNow(), out var xml, out var problem))
                    await console.Output.WriteLineAsync(Encoding.UTF8.GetString(xml));
                else
                {
                    await console.Error.WriteLineAsync($"{problem.Place} {problem.Rule}");
                    return ExitCodes.Refused;
                }
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Argument<FileInfo> File() => new("file") { Description = "A policy as JSON or as Open XML SPIF" };

    /// <summary>The policy in the file; null after everything that is wrong with it was said. What is not held is said too.</summary>
    private static async Task<LabelPolicy?> ReadAsync(
        FileInfo file,
        InvocationConfiguration console,
        CancellationToken cancellation
    )
    {
        if (!file.Exists)
            throw new NodeFolderException($"There is no file {file}.");
        if (file.Length > MostBytes)
            throw new NodeFolderException($"{file} is longer than 4 MB: no policy is.");
        var bytes = await System.IO.File.ReadAllBytesAsync(file.FullName, cancellation);
        var parse = IsXml(bytes) ? SpifXml.Parse(bytes) : LabelPolicy.Parse(bytes);
        foreach (var problem in parse.Problems.Concat(parse.LeftOut))
            await console.Error.WriteLineAsync($"{problem.Place} {problem.Rule}".TrimStart());
        return parse.Policy;
    }

    /// <summary>XML begins with a bracket, or with the mark of UTF-16.</summary>
    private static bool IsXml(ReadOnlySpan<byte> bytes) =>
        bytes.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<' or 0xFE or 0xFF, ..];

    private static string JsonOf(LabelPolicy policy)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            PolicyJson.Write(writer, policy);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
