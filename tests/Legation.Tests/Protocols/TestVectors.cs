namespace Legation.Tests.Protocols;

/// <summary>The test vectors of a document in docs/protocols: blocks of hexadecimal, each with a table of what it says.</summary>
internal sealed class TestVectors(string document)
{
    private readonly string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "protocols", document));

    /// <summary>The bytes of the block under the line that begins with these words.</summary>
    public byte[] Bytes(string title)
    {
        var block = lines.Skip(LineOf(title)).SkipWhile(line => line != "```").Skip(1);
        return Convert.FromHexString(string.Concat(block.TakeWhile(line => line != "```")));
    }

    /// <summary>What the table behind that block says, without the marks of code.</summary>
    public IReadOnlyDictionary<string, string> Fields(string title) =>
        lines
            .Skip(LineOf(title))
            .SkipWhile(line => !line.StartsWith("| |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split(" | ", 2))
            .ToDictionary(
                cells => cells[0].Trim(),
                cells => cells[1].Trim().Replace("`", "", StringComparison.Ordinal)
            );

    private int LineOf(string title)
    {
        var line = Array.FindIndex(lines, line => line.StartsWith(title, StringComparison.Ordinal));
        return line >= 0 ? line : throw new InvalidDataException($"{document} has no vector '{title}'.");
    }
}
