using System.Collections.Immutable;
using Legation.Organisations.Contracts;

namespace Legation.Organisations.Names;

/// <summary>
/// Whether what a peer has signed says what a page needs: JSON puts null wherever a member is missing, whatever the type
/// says.
/// </summary>
internal static class Readable
{
    public static bool Is(LocalisedName? name) => name is { Lang: not null } && !string.IsNullOrWhiteSpace(name.Text);

    /// <summary>At least one name, and no other thing.</summary>
    public static bool Is(ImmutableArray<LocalisedName> names) => !names.IsDefaultOrEmpty && names.All(Is);

    public static bool Is(SpecialDay? day) => day is { Day: not null } && Is(day.Name);

    /// <summary>Those of the names that can be read, as they are shown.</summary>
    public static ImmutableArray<LocalisedName> Of(ImmutableArray<LocalisedName> names) =>
        names.IsDefaultOrEmpty ? [] : [.. names.Where(Is).Select(NameRule.Shown)];

    /// <summary>The same of days.</summary>
    public static IReadOnlyList<SpecialDay>? Of(IReadOnlyList<SpecialDay>? days) =>
        days is null
            ? null
            :
            [
                .. days.Where(day => day is { Day: not null })
                    .Select(day => day with { Name = Of(day.Name) })
                    .Where(day => !day.Name.IsEmpty),
            ];
}
