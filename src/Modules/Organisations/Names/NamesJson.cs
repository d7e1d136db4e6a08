using System.Collections.Immutable;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Names;

/// <summary>Names as a row keeps them, read so that they can be shown: peers may have written anything.</summary>
internal static class NamesJson
{
    public static ImmutableArray<LocalisedName> Read(string json) =>
        Readable.Of(JsonSerializer.Deserialize<ImmutableArray<LocalisedName>>(json, RecordMaker.BodyJson));
}
