using System.Text.Json;

namespace Legation.Labels;

/// <summary>Reads a JSON text into a value or its problems; a text that is not JSON is a problem like any other.</summary>
internal static class JsonText
{
    internal static T? Read<T>(ReadOnlySpan<byte> json, List<LabelProblem> problems, Func<JsonPlace, T?> read)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            // ParseValue stops after the value; what follows would be read by nobody.
            if (!json[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty)
                problems.Add(new LabelProblem("", "must be one JSON value with nothing after it"));
            return Read(document.RootElement, problems, read);
        }
        catch (JsonException failure)
        {
            problems.Add(new LabelProblem("", $"must be JSON: {failure.Message}"));
            return null;
        }
    }

    internal static T? Read<T>(JsonElement json, List<LabelProblem> problems, Func<JsonPlace, T?> read)
        where T : class
    {
        try
        {
            var value = read(new JsonPlace(json, "", problems));
            return problems.Count == 0 ? value : null;
        }
        // JSON may escape half of a character (RFC 8259 §8.2): it is parsed, and fails only when it is read as a text.
        catch (InvalidOperationException failure)
        {
            problems.Add(new LabelProblem("", $"must be of whole characters: {failure.Message}"));
            return null;
        }
    }
}
