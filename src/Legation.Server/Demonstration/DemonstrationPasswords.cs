using System.Security.Cryptography;
using Legation.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Server.Demonstration;

/// <summary>
/// Passwords at random for the people of the samples. Their hashes take their time on purpose, so they are begun while
/// the nodes are still opened.
/// </summary>
internal sealed class DemonstrationPasswords
{
    private const int Bytes = 15;
    private readonly Dictionary<string, Task<SamplePassword>> passwords;

    private DemonstrationPasswords(Dictionary<string, Task<SamplePassword>> passwords) => this.passwords = passwords;

    public static DemonstrationPasswords Begin(NetworkSample sample)
    {
        var hasher = new PasswordHasher<Account>();
        return new DemonstrationPasswords(
            sample
                .Nodes.SelectMany(node => node.People)
                .ToDictionary(person => person.User, _ => Task.Run(() => New(hasher)), StringComparer.Ordinal)
        );
    }

    public Task<SamplePassword> OfAsync(string user) => passwords[user];

    private static SamplePassword New(PasswordHasher<Account> hasher)
    {
        var text = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
        return new SamplePassword(text, hasher.HashPassword(null!, text));
    }
}

/// <summary>A password with its hash.</summary>
internal sealed record SamplePassword(string Text, string Hash)
{
    public override string ToString() => "(secret)";
}
