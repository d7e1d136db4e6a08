using System.Collections.Immutable;
using System.Globalization;
using Legation.Labels;

namespace Legation.Records.Policies;

/// <summary>Why a policy is not taken, issued or accepted.</summary>
internal static class PolicyRefusals
{
    /// <summary>Bytes of the longest policy: all of it is read before a decision.</summary>
    public const int LongestBody = 256 * 1024;

    private const int MostTold = 20;

    public static Refusal NotForEveryone { get; } =
        new(RefusalKind.Invalid, "policy-audience", "A policy is addressed to everyone.", "audience");

    public static Refusal TooLong { get; } =
        new(RefusalKind.Invalid, "policy-too-long", $"A policy has at most {LongestBody / 1024} KiB.", "body");

    public static Refusal Unreadable(ImmutableArray<LabelProblem> problems) =>
        new(RefusalKind.Invalid, "policy-unreadable", $"The policy is not valid:{Told(problems)}", problems[0].Place);

    public static Refusal Shipped(LabelPolicy built) =>
        new(
            RefusalKind.Conflict,
            "policy-shipped",
            $"/version: {Named(built)} is part of the program. Give the policy a higher version.",
            "/version"
        );

    public static Refusal AnotherRecord(string id, string record) =>
        new(RefusalKind.Conflict, "policy-id-taken", $"/id: {id} is the policy of another record, {record}.", "/id");

    public static Refusal AnotherId(string id) =>
        new(RefusalKind.Conflict, "policy-other-id", $"/id: must be {id}, as in the record's other versions.", "/id");

    public static Refusal OutOfOrder(LabelPolicy known) =>
        new(
            RefusalKind.Conflict,
            "policy-version",
            $"/version: {Named(known)} is here; versions of a policy count up with those of its record.",
            "/version"
        );

    public static Refusal NotHome(string id) =>
        new(
            RefusalKind.Forbidden,
            "policy-not-home",
            $"/id: {id} was issued by another node, which alone issues its versions.",
            "/id"
        );

    public static Refusal NotHere(string id) =>
        new(
            RefusalKind.NotFound,
            "policy-unknown",
            $"No version of {id} has come here. See legation policy list.",
            "id"
        );

    public static Refusal NotThisVersion(LabelPolicy newest) =>
        new(
            RefusalKind.Conflict,
            "policy-not-newest",
            $"The newest version here is {Named(newest)}. Read it with legation policy show, then accept that.",
            "version"
        );

    public static Refusal Accepted(LabelPolicy accepted) =>
        new(RefusalKind.Conflict, "policy-accepted", $"{Named(accepted)} is accepted already.", "version");

    public static Refusal Lowers(LabelPolicy policy, ImmutableArray<LabelProblem> places) =>
        new(
            RefusalKind.Conflict,
            "policy-lowers",
            $"{Named(policy)} lowers what an earlier version protected, so it cannot be accepted:{Told(places)}",
            places[0].Place
        );

    private static string Named(LabelPolicy policy) =>
        string.Create(CultureInfo.InvariantCulture, $"{policy.Id} version {policy.Version}");

    private static string Told(ImmutableArray<LabelProblem> problems)
    {
        var lines = problems.Take(MostTold).Select(problem => $"\n{problem.Place}: {problem.Rule}.");
        return string.Concat(lines) + (problems.Length > MostTold ? $"\nand {problems.Length - MostTold} more." : "");
    }
}
