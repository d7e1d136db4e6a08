using System.Text;
using System.Text.Json;
using Legation.Labels;

namespace Legation.Relay;

/// <summary>A clearance as it is kept in node state.</summary>
internal static class ClearanceText
{
    public static string Write(Clearance clearance)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
            ClearanceJson.Write(json, clearance);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    public static Clearance Read(string text) =>
        ClearanceJson.TryRead(Encoding.UTF8.GetBytes(text), out var problem)
        ?? throw new InvalidDataException($"A stored clearance is damaged: {problem}");
}
