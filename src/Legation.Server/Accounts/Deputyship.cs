using Legation.Records;

namespace Legation.Server.Accounts;

/// <summary>One account acts for another, for a time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Deputy">Account of who acts.</param>
/// <param name="For">Account of whom he acts for.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
/// <param name="Authority">Under which authority, in words: “leave of the head of office”.</param>
/// <param name="By">Account of who said so; empty: by command.</param>
public sealed record Deputyship(
    RecordId Id,
    string Deputy,
    string For,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Authority,
    string By
)
{
    /// <summary>Kind of the ids.</summary>
    public const string IdKind = "deputyship";

    /// <summary>In characters.</summary>
    public const int LongestAuthority = 200;

    /// <summary>Longer than this nobody is deputy without being appointed again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);
}

/// <summary>A deputyship in force, and the account acted for as it stands now.</summary>
internal sealed record Acting(Deputyship Deputyship, Account For);
