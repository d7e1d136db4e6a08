namespace Legation.TextImport;

internal enum FileForm
{
    Word,
    Page,
    Other,
}

/// <summary>Tells by its first bytes what a file is; its name may say anything.</summary>
internal static class FileForms
{
    private const int Looked = 2_048;
    private static ReadOnlySpan<byte> OldWord => [0xD0, 0xCF, 0x11, 0xE0];

    public static FileForm Of(ReadOnlySpan<byte> file)
    {
        if (file is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] || file.StartsWith(OldWord))
            return FileForm.Word;
        var isWide = file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        var beginning = file[..Math.Min(file.Length, Looked)];
        return file.StartsWith("%PDF"u8) || !isWide && beginning.Contains((byte)0) ? FileForm.Other : FileForm.Page;
    }
}
