using Legation.Records.Http;

namespace Legation.Server.Accounts;

/// <summary>
/// The header in which a request names the account for which it acts. It is never passed over: what it asks for is not
/// done in one's own name instead.
/// </summary>
internal static class ActingHeader
{
    public const string Name = "Acting-For";

    public const string NotDeputySentence = "You do not act for an account of that name now.";

    /// <summary>The same answer whether there is such an account or not.</summary>
    public static IResult NotDeputy { get; } = ApiResults.Problem(403, "not-deputy", NotDeputySentence);

    /// <summary>A session acts for whom its pages say, and its forms are bound to that.</summary>
    public static IResult OtherCapacity { get; } =
        ApiResults.Problem(
            403,
            "other-capacity",
            "Your session does not act for that account now. Choose for whom you act on its pages, or send a token."
        );

    /// <summary>Null: the request names nobody.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers[Name] is { Count: > 0 } named ? named.ToString() : null;
}
