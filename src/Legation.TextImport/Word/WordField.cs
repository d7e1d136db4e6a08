using System.Text;
using System.Text.RegularExpressions;

namespace Legation.TextImport.Word;

/// <summary>A field: first what it is, then what Word last made of it, which is the text.</summary>
internal sealed partial class WordField
{
    private readonly StringBuilder words = new();

    /// <summary>Whether what follows is its text.</summary>
    public bool IsResult { get; private set; }

    /// <summary>The address, if it is a link that may stand in a dispatch.</summary>
    public string? Address { get; private set; }

    public void Add(string instruction)
    {
        if (words.Length < ImportLimits.LongestAddress)
            words.Append(instruction);
    }

    /// <param name="safe">The address as it may stand in a dispatch.</param>
    public void BeginResult(Func<string?, string?> safe)
    {
        IsResult = true;
        Address = safe(AddressIn(words.ToString()));
    }

    public static string? AddressIn(string instruction) =>
        Hyperlink().Match(instruction) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("""^\s*HYPERLINK\s+"([^"]*)"(?!.*\\l)""")]
    private static partial Regex Hyperlink();
}
