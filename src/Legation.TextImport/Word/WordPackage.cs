using System.IO.Compression;
using System.Xml.Linq;

namespace Legation.TextImport.Word;

/// <summary>
/// The parts of a .docx (ECMA-376 Part 2) that hold text, and no other: neither pictures nor macros are unpacked. What a
/// part says of its length is not believed.
/// </summary>
internal sealed class WordPackage : IDisposable
{
    private const string ContentTypes = "[Content_Types].xml";
    private static ReadOnlySpan<byte> OldForm => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    private WordPackage(ZipArchive zip)
    {
        this.zip = zip;
        if (zip.Entries.Count > ImportLimits.MostEntries)
            throw new TextTooLargeException(TextRefusals.TooManyEntries);
        foreach (var entry in zip.Entries)
            entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public bool HasMacros =>
        entries.Keys.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));

    public static WordPackage Open(byte[] file)
    {
        if (file.Length > ImportLimits.MostFile)
            throw new TextTooLargeException(TextRefusals.FileTooLarge);
        if (file.AsSpan().StartsWith(OldForm))
            throw new TextTooLargeException(TextRefusals.OldWordFile);
        try
        {
            return new WordPackage(new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read));
        }
        catch (InvalidDataException)
        {
            throw new TextTooLargeException(TextRefusals.NoWordFile);
        }
    }

    /// <summary>Where the text is; refused if it is none of Word's, or one with macros.</summary>
    public string MainPart()
    {
        var main = Relations.Of(this, "").Target("officeDocument");
        var types = Read(ContentTypes);
        if (main is null || types is null || !entries.ContainsKey(main))
            throw new TextTooLargeException(TextRefusals.NoWordFile);
        var type = types
            .Children("Override")
            .FirstOrDefault(part =>
                string.Equals(part.Value("PartName")?.TrimStart('/'), main, StringComparison.OrdinalIgnoreCase)
            )
            .Value("ContentType");
        if (type?.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) == true)
            throw new TextTooLargeException(TextRefusals.Macros);
        if (type?.Contains("wordprocessingml", StringComparison.Ordinal) != true)
            throw new TextTooLargeException(TextRefusals.NoWordFile);
        return main;
    }

    /// <summary>A part; null if there is none of that name.</summary>
    public XElement? Read(string? name) =>
        name is not null && entries.TryGetValue(name, out var entry) ? WordXml.Read(Unpack(entry, name), name) : null;

    public void Dispose() => zip.Dispose();

    private static byte[] Unpack(ZipArchiveEntry entry, string name)
    {
        try
        {
            using var packed = entry.Open();
            using var unpacked = new MemoryStream();
            var piece = new byte[64 * 1024];
            for (int read; (read = packed.Read(piece)) > 0; )
            {
                unpacked.Write(piece, 0, read);
                if (IsTooMuch(unpacked.Length, entry.CompressedLength))
                    throw new TextTooLargeException(TextRefusals.Unpacks(name));
            }
            return unpacked.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw new TextTooLargeException(TextRefusals.NoWordFile);
        }
    }

    private static bool IsTooMuch(long unpacked, long packed) =>
        unpacked > ImportLimits.MostUnpacked
        || unpacked > ImportLimits.AlwaysUnpacked && unpacked / ImportLimits.MostRatio > packed;
}
