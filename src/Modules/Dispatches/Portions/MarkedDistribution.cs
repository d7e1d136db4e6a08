using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Portions;

/// <summary>Who would receive a text: whom every one of its labels permits.</summary>
internal static class MarkedDistribution
{
    /// <summary>For each party whether the text would reach it, and why or why not, in plain words.</summary>
    public static IReadOnlyList<PartyDistribution> Preview(
        this IDistribution distribution,
        MarkedText text,
        IReadOnlyList<RecordId> parties
    )
    {
        var ofAll = text.Labels.Select(label => distribution.Preview(label, parties)).ToList();
        return [.. parties.Select((_, i) => ofAll.Find(lines => !lines[i].Receives)?[i] ?? ofAll[0][i])];
    }

    /// <summary>The parties that would receive what one label marks.</summary>
    public static bool PermitsAll(this IDistribution distribution, Label label, IReadOnlyList<RecordId> parties) =>
        distribution.Preview(label, parties).All(line => line.Receives);

    /// <summary>Those who would receive some of its paragraphs and not all: for them a releasable version can be made.</summary>
    public static IReadOnlyList<RecordId> ForPart(
        this IDistribution distribution,
        MarkedText text,
        IReadOnlyList<RecordId> parties
    )
    {
        if (!text.IsMarked)
            return [];
        var left = distribution
            .Preview(text, parties)
            .Where(line => !line.Receives)
            .Select(line => line.Party)
            .ToList();
        return [.. distribution.Preview(text.Base, left).Where(line => line.Receives).Select(line => line.Party)];
    }
}
