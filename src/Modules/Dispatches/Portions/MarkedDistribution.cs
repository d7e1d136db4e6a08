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
        return distribution.Preview(text.Labels, parties);
    }

    /// <summary>The same for a text with these labels, the first that of the whole.</summary>
    public static IReadOnlyList<PartyDistribution> Preview(
        this IDistribution distribution,
        IReadOnlyList<Label> labels,
        IReadOnlyList<RecordId> parties
    )
    {
        var ofAll = labels.Select(label => distribution.Preview(label, parties)).ToList();
        return [.. parties.Select((_, i) => ofAll.Find(lines => !lines[i].Receives)?[i] ?? ofAll[0][i])];
    }

    /// <summary>The parties, of those given, that would receive some of its paragraphs and not all.</summary>
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

    /// <summary>The same line, with what can be done for a party that may have a part of the text.</summary>
    public static PartyDistribution WithRest(this IDistribution distribution, MarkedText text, PartyDistribution line)
    {
        if (distribution.ForPart(text, [line.Party]).Count == 0)
            return line;
        var kept = text.Text.Seen.Except(text.Permitted(label => distribution.Permits(label, [line.Party])));
        return line with
        {
            Why =
                $"{line.Why} Not for it: {string.Join(", ", kept.Select(portion => portion.Name))}. "
                + "Once this is released, and cleared where it goes through an office, a releasable version can be made for it.",
        };
    }

    /// <summary>Whether all of the parties would receive what a label marks.</summary>
    public static bool Permits(this IDistribution distribution, Label label, IReadOnlyList<RecordId> parties) =>
        distribution.Preview(label, parties).All(line => line.Receives);
}
