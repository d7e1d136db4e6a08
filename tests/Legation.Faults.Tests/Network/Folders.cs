namespace Legation.Faults.Tests.Network;

/// <summary>Folders as a whole.</summary>
internal static class Folders
{
    public static void Copy(string folder, string place)
    {
        Directory.CreateDirectory(place);
        foreach (var inner in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Moved(inner));
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Moved(file));

        string Moved(string path) => Path.Combine(place, Path.GetRelativePath(folder, path));
    }
}
