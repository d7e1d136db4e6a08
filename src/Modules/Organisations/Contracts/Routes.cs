using System.Collections.Immutable;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>How a route leads what its sender releases.</summary>
public enum RouteMode
{
    /// <summary>To the office first, which clears it and lets it go on.</summary>
    Through,

    /// <summary>Straight to its addressees, and at the same time to the office.</summary>
    Copy,

    /// <summary>Straight to its addressees.</summary>
    Direct,
}

/// <summary>What a route says.</summary>
/// <param name="Sender">The post, office or organisation whose dispatches it governs.</param>
/// <param name="Mode">How they go.</param>
/// <param name="Via">The office; null for <see cref="RouteMode.Direct"/> alone.</param>
public sealed record RouteTerms(RecordId Sender, RouteMode Mode, RecordId? Via)
{
    /// <summary>The subject to which it is limited; null: whatever they are about.</summary>
    public RecordId? Subject { get; init; }

    /// <summary>How long the office has to clear; null: as long as it takes.</summary>
    public ClearanceLimits? Limits { get; init; }

    /// <summary>Posts of the office to which what is not cleared in time passes, one after another.</summary>
    public ImmutableArray<RecordId> Deputies { get; init; } = [];

    /// <summary>The office whose clearance is needed; null: none is.</summary>
    public RecordId? Through => Mode == RouteMode.Through ? Via : null;

    /// <summary>The office that gets a copy at once; null: none does.</summary>
    public RecordId? CopyTo => Mode == RouteMode.Copy ? Via : null;

    /// <summary>The sender's dispatches go through an office; without one, direct.</summary>
    public static RouteTerms Of(RecordId sender, RecordId? via) =>
        new(sender, via is null ? RouteMode.Direct : RouteMode.Through, via);
}

/// <summary>What a node has ruled on the way of a sender's dispatches.</summary>
/// <param name="Terms">What it says.</param>
/// <param name="Authority">The node that ruled so.</param>
public sealed record RouteRuling(RouteTerms Terms, RecordId Authority);

/// <summary>A term of the directory for what a dispatch is about, by which its route may be chosen.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Names">Names, the one in the own script first.</param>
/// <param name="Home">The node that entered it.</param>
public sealed record DirectorySubject(RecordId Id, ImmutableArray<LocalisedName> Names, RecordId Home)
{
    /// <summary>The name in Latin script if there is one, else the first.</summary>
    public string Name => DisplayName.Latin(Names);
}

/// <summary>
/// The choice among routes. One on the sending post itself goes before one on its office, and that before one on its
/// organisation; on one level, one that is limited to the dispatch's subject before one that is not; and of several of
/// these the newest.
/// </summary>
internal static class RouteChoice
{
    /// <summary>The route that governs; null: none does.</summary>
    /// <param name="newestFirst">Routes that are followed, the one journalled last first.</param>
    /// <param name="terms">What each says.</param>
    /// <param name="levels">The sending post, its office and its organisation.</param>
    /// <param name="about">What the dispatch is about; null: its author named no subject.</param>
    public static T? Of<T>(
        IEnumerable<T> newestFirst,
        Func<T, RouteTerms> terms,
        IReadOnlyList<RecordId> levels,
        RecordId? about
    )
        where T : class =>
        newestFirst
            .Select(route => (Route: route, Terms: terms(route)))
            .Where(r => levels.Contains(r.Terms.Sender) && (r.Terms.Subject is null || r.Terms.Subject == about))
            .OrderBy(r => IndexOf(levels, r.Terms.Sender))
            .ThenBy(r => r.Terms.Subject is null)
            .Select(r => r.Route)
            .FirstOrDefault();

    private static int IndexOf(IReadOnlyList<RecordId> levels, RecordId sender)
    {
        var index = 0;
        while (levels[index] != sender)
            index++;
        return index;
    }
}
