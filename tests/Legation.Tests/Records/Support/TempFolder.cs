namespace Legation.Tests.Records.Support;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public DirectoryInfo Info { get; } = Directory.CreateTempSubdirectory("legation-test-");

    public FileInfo File(string name) => new(Path.Combine(Info.FullName, name));

    public void Dispose() => Info.Delete(recursive: true);
}
