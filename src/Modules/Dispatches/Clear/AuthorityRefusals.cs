using Legation.Records;

namespace Legation.Dispatches.Clear;

/// <summary>Why standing authority is not given or ended, in words for officers.</summary>
internal static class AuthorityRefusals
{
    public static Refusal InAnothersName { get; } =
        new(
            RefusalKind.Forbidden,
            "in-anothers-name",
            "Nobody gives standing authority in another's name: it would outlast his acting. Act for yourself, or ask him."
        );

    public static Refusal NotThroughYourOffice { get; } =
        DispatchRefusals.Wrong(
            "sender",
            "not-through-your-office",
            "Choose a post whose dispatches go through your office."
        );

    public static Refusal GivenAlready { get; } =
        new(
            RefusalKind.Conflict,
            "given-already",
            "You have given it over that post already. To give it otherwise, end that first.",
            "sender"
        );

    public static Refusal UnknownPrecedences { get; } =
        DispatchRefusals.Wrong("precedences", "unknown", "It is over flash alone, or over all: flash or all.");

    public static Refusal NotConfirmed { get; } =
        DispatchRefusals.Missing("confirmed", "Say that you answer for what goes on unread.");

    public static Refusal NoSuchAuthority { get; } =
        new(
            RefusalKind.NotFound,
            "not-found",
            "Your office has no such standing authority. It may have been ended meanwhile."
        );
}
