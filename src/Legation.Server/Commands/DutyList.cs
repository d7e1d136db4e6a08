using System.CommandLine;
using System.CommandLine.Parsing;
using Legation.Records.Access;

namespace Legation.Server.Commands;

/// <summary>Duties as people write them: <c>write,clear</c> or <c>write clear</c>.</summary>
internal static class DutyList
{
    private const string Known = "write, clear, operate, secure, release, or none";

    public static Option<Duties[]> Option() =>
        new("--duties")
        {
            Description = $"What the account may do: {Known}",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = Parse,
        };

    public static Duties Of(Duties[]? listed) => (listed ?? []).Aggregate(Duties.None, (all, one) => all | one);

    private static Duties[] Parse(ArgumentResult argument)
    {
        var words = argument.Tokens.SelectMany(token =>
            token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        var duties = new List<Duties>();
        foreach (var word in words)
            if (TryRead(word, out var duty))
                duties.Add(duty);
            else
                argument.AddError($"{word} is not a duty; the duties are {Known}.");
        return [.. duties];
    }

    public static bool TryRead(string word, out Duties duty) =>
        Enum.TryParse(word, ignoreCase: true, out duty) && Enum.IsDefined(duty) && !char.IsAsciiDigit(word[0]);
}
