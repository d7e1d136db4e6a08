using System.Collections.Concurrent;

namespace Legation.Records;

/// <summary>Reads the <c>.sql</c> files that lie beside the code that uses them.</summary>
public static class EmbeddedSql
{
    private static readonly ConcurrentDictionary<(Type Beside, string Name), string> Known = new();

    /// <summary>The text of the script in the folder of the type.</summary>
    /// <exception cref="InvalidOperationException">There is no such script.</exception>
    public static string Read(Type beside, string name) => Known.GetOrAdd((beside, name), Load);

    private static string Load((Type Beside, string Name) script)
    {
        var (beside, name) = script;
        var resource =
            beside.Assembly.GetManifestResourceNames().SingleOrDefault(n => n == $"{beside.Namespace}.{name}")
            ?? throw new InvalidOperationException($"No script {name} beside {beside.Name}.");
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
