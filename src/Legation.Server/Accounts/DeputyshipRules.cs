using System.Globalization;
using Legation.Records;

namespace Legation.Server.Accounts;

/// <summary>What may be appointed, and why not.</summary>
internal static class DeputyshipRules
{
    public static Refusal? Problem(Deputyship asked, DateTimeOffset now)
    {
        if (asked.Deputy == asked.For)
            return Wrong("deputy", "own-deputy", "Nobody is his own deputy. Choose somebody else.");
        if (asked.Until <= asked.From)
            return Wrong("until", "ends-before-it-begins", "It must end after it begins.");
        if (asked.Until <= now)
            return Wrong("until", "ended-already", "That time has passed. Say until when it is to be.");
        if (asked.Until - asked.From > Deputyship.Longest)
            return Wrong(
                "until",
                "too-long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A deputy is appointed for at most {Deputyship.Longest.Days} days. Appoint him again when they are over."
                )
            );
        return AuthorityProblem(asked.Authority);
    }

    public static Refusal NoSuchDeputy { get; } =
        Wrong("deputy", "no-such-deputy", "Nobody of that name who may sign in has an account here.");

    public static Refusal NobodyToActFor { get; } =
        Wrong("for", "nobody-to-act-for", "There is no account of that name that is in use: nobody acts for it.");

    public static Refusal Overlapping { get; } =
        new(
            RefusalKind.Conflict,
            "deputy-already",
            "He is deputy already for a part of that time. End that first, or choose other times.",
            "from"
        );

    private static Refusal? AuthorityProblem(string authority) =>
        string.IsNullOrWhiteSpace(authority)
            ? Wrong("authority", "required", "Say under which authority he acts: it is kept with what he does.")
        : authority.Trim() is var line && (line.Length > Deputyship.LongestAuthority || line.Any(char.IsControl))
            ? Wrong(
                "authority",
                "too-long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The authority is one line of at most {Deputyship.LongestAuthority} characters."
                )
            )
        : null;

    private static Refusal Wrong(string field, string code, string sentence) =>
        new(RefusalKind.Invalid, code, sentence, field);
}
