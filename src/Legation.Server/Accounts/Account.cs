using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <summary>Who may sign in on this node, as stored.</summary>
/// <param name="Name">User name, lower case.</param>
/// <param name="Person">The person behind it.</param>
/// <param name="Post">The post that the person holds.</param>
/// <param name="Shown">Name of the person, until the directory knows it.</param>
/// <param name="Position">Name of the post, until the directory knows it.</param>
/// <param name="Password">Hash of the password; null: signs in by one-time link only.</param>
/// <param name="Duties">What the account may do.</param>
/// <param name="Clearance">What labels it may read, as JSON.</param>
/// <param name="Disabled">True: may not sign in, and open sessions have ended.</param>
internal sealed record Account(
    string Name,
    RecordId Person,
    RecordId Post,
    string Shown,
    string Position,
    string? Password,
    Duties Duties,
    string Clearance,
    bool Disabled
)
{
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    public static string Normalise(string typed) => typed.Trim().ToLowerInvariant();
}
