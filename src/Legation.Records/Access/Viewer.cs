using System.Collections;

namespace Legation.Records.Access;

/// <summary>A principal in this node's interned numbers.</summary>
public sealed class Viewer
{
    /// <summary>What stands for a permitted label in the mask.</summary>
    internal const string Permitted = "1";

    private readonly BitArray seen;

    /// <param name="labels">The labels that the clearance permits.</param>
    /// <param name="parties">Numbers of the principal's parties.</param>
    /// <param name="audiences">Numbers of the audiences that hold one of the parties.</param>
    internal Viewer(PermittedLabels labels, int[] parties, IReadOnlyCollection<int> audiences)
    {
        (Labels, Parties, Audiences) = (labels, parties, audiences);
        seen = new BitArray(audiences.DefaultIfEmpty().Max() + 1);
        foreach (var audience in audiences)
            seen[audience] = true;
    }

    /// <summary>Equal for two viewers exactly if they see the same.</summary>
    public string Key => $"{Labels.Mask.TrimEnd('0')}|{string.Join(',', Parties.Order())}";

    internal PermittedLabels Labels { get; }

    internal int[] Parties { get; }

    internal IReadOnlyCollection<int> Audiences { get; }

    /// <summary>Whether a record with this label and audience is the viewer's to see.</summary>
    internal bool Sees(long access) =>
        Labels[(int)(access >> 32)]
        && (int)access is var audience
        && (uint)audience < (uint)seen.Length
        && seen[audience];
}
