using System.Collections.Immutable;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>Something that a dispatch can be addressed to: an organisation, an office or a post.</summary>
/// <param name="Id">Its id, the same everywhere.</param>
/// <param name="Kind"><c>organisation</c>, <c>office</c> or <c>post</c>.</param>
/// <param name="Names">Names, the one in the own script first.</param>
/// <param name="Organisation">The organisation that it is or belongs to.</param>
/// <param name="Office">The office that it is or belongs to.</param>
/// <param name="Home">The node that keeps its entry, and so receives what is addressed to it.</param>
public sealed record Party(
    RecordId Id,
    string Kind,
    ImmutableArray<LocalisedName> Names,
    RecordId Organisation,
    RecordId? Office,
    RecordId Home
)
{
    /// <summary>The name in Latin script if there is one, else the first.</summary>
    public string Name => DisplayName.Latin(Names);

    /// <summary>The name in its own script, if that is another.</summary>
    public string? NativeName => DisplayName.Native(Names);
}

/// <summary>A person of the directory.</summary>
/// <param name="Id">Id of the person.</param>
/// <param name="Names">Names, the one in the own script first.</param>
public sealed record DirectoryPerson(RecordId Id, ImmutableArray<LocalisedName> Names)
{
    /// <summary>The name as the person writes it in Latin script.</summary>
    public string Name => DisplayName.Latin(Names);

    /// <summary>The name in its own script, if that is another.</summary>
    public string? NativeName => DisplayName.Native(Names);
}

/// <summary>Who holds a post from when to when.</summary>
/// <param name="Person">The person.</param>
/// <param name="Post">The post.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null: until further notice.</param>
public sealed record PostHolding(RecordId Person, RecordId Post, DateOnly From, DateOnly? To);

/// <summary>The choice among the forms of a name.</summary>
internal static class DisplayName
{
    private static readonly ImmutableArray<string> LatinLanguages = ["en", "fr", "de", "da", "nl", "es", "it"];

    public static string Latin(ImmutableArray<LocalisedName> names) =>
        names.FirstOrDefault(IsLatin)?.Text ?? (names.IsEmpty ? "" : names[0].Text);

    public static string? Native(ImmutableArray<LocalisedName> names) =>
        names.FirstOrDefault(n => !IsLatin(n) && n.Text != Latin(names))?.Text;

    private static bool IsLatin(LocalisedName name) =>
        name.Lang.Contains("-Latn", StringComparison.OrdinalIgnoreCase)
        || LatinLanguages.Contains(name.Lang.Split('-')[0], StringComparer.OrdinalIgnoreCase);
}
