using Legation.Dispatches.Draft;
using Legation.Records;

namespace Legation.Dispatches.Share;

/// <summary>What somebody may do in a draft.</summary>
internal enum DraftRole
{
    /// <summary>Reads, comments, proposes other words.</summary>
    Commentator,

    /// <summary>Writes subject and text too. Label, addressees and files stay with the author.</summary>
    CoAuthor,

    /// <summary>Does all of it, shares it, decides about what is proposed, and releases it.</summary>
    Author,
}

/// <summary>That a draft is shared with a person, in whatever post he acts.</summary>
internal sealed record DraftShare(DraftKey Draft, RecordId Person, DraftRole Role, DateTimeOffset At);

/// <summary>The words for roles in requests and tables.</summary>
internal static class DraftRoles
{
    public static string Word(DraftRole role) =>
        role switch
        {
            DraftRole.Commentator => "commentator",
            DraftRole.CoAuthor => "co-author",
            _ => "author",
        };

    /// <summary>The role in which a draft is shared; null: there is none of that name.</summary>
    public static DraftRole? Shared(string? word) =>
        word switch
        {
            "commentator" => DraftRole.Commentator,
            "co-author" => DraftRole.CoAuthor,
            _ => null,
        };
}
