namespace Legation.Organisations.Contracts;

/// <summary>Kinds of the directory's entries on which it rests how dispatches go.</summary>
public static class EntryKinds
{
    /// <summary>A rule on the way of a sender's dispatches.</summary>
    public const string Route = "route";

    /// <summary>A post; its entry says to which office and organisation it belongs.</summary>
    public const string Post = "post";

    /// <summary>An office.</summary>
    public const string Office = "office";

    /// <summary>Whether an entry of that kind may lead dispatches another way.</summary>
    public static bool LeadDispatches(string kind) => kind is Route or Post or Office;
}
