using System.Text.Encodings.Web;
using System.Text.Json;

namespace Legation.Records.Audit;

/// <summary>How acts are written into the journal.</summary>
internal static class AuditJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
