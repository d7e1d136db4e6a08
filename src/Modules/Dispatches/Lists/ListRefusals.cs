using Legation.Records;

namespace Legation.Dispatches.Lists;

/// <summary>Why a list is not kept as it was sent.</summary>
internal static class ListRefusals
{
    public static Refusal NotFound { get; } =
        new(RefusalKind.NotFound, "no-such-list", "There is no such distribution list. It may have been removed.");

    public static Refusal NotYourDuty { get; } =
        new(
            RefusalKind.Forbidden,
            "not-your-duty",
            "Distribution lists are kept by whoever operates the node. The security officer of this node assigns duties."
        );

    public static Refusal Stale { get; } =
        new(
            RefusalKind.Conflict,
            "stale-list",
            "Somebody has changed this list since you opened it. Reload it, then repeat your change."
        );

    public static Refusal NoName { get; } = DispatchRefusals.Missing("name", "Give the list a name.");

    public static Refusal NameTaken { get; } =
        DispatchRefusals.Wrong("name", "taken", "Another list has this name. Choose another one.");

    public static Refusal TooLong(string field, int most) =>
        DispatchRefusals.Wrong(field, "too-long", $"At most {most} characters.");

    public static Refusal TooMany(int most) =>
        DispatchRefusals.Wrong(
            "members",
            "too-many",
            $"A list has at most {most} members, as a dispatch has addressees."
        );

    public static Refusal TooManyLists(int most) =>
        new(RefusalKind.Conflict, "too-many-lists", $"A node has at most {most} lists. Remove one first.");

    public static Refusal Unknown(RecordId member) =>
        DispatchRefusals.Wrong("members", "unknown-addressee", $"The directory has no addressee {member}.");

    public static Refusal Line(int line, string rule) =>
        DispatchRefusals.Wrong("members", "line", $"Line {line}: {rule}");
}
