namespace Legation.Records;

/// <summary>Reads the <c>.sql</c> files that lie beside the code that uses them.</summary>
public static class EmbeddedSql
{
    /// <summary>The text of the script in the folder of the type.</summary>
    /// <exception cref="InvalidOperationException">There is no such script.</exception>
    public static string Read(Type beside, string name)
    {
        ArgumentNullException.ThrowIfNull(beside);
        using var script =
            beside.Assembly.GetManifestResourceStream(beside, name)
            ?? throw new InvalidOperationException($"No script {name} beside {beside.Name}.");
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
