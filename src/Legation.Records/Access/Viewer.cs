namespace Legation.Records.Access;

/// <summary>A principal in this node's interned numbers.</summary>
public sealed class Viewer
{
    /// <param name="labels">The labels that the clearance permits.</param>
    /// <param name="parties">Numbers of the principal's parties.</param>
    /// <param name="audiences">The audiences that hold one of the parties.</param>
    internal Viewer(PermittedLabels labels, int[] parties, VisibleAudiences audiences) =>
        (Labels, Parties, Audiences) = (labels, parties, audiences);

    /// <summary>Equal for two viewers exactly if they see the same.</summary>
    public string Key =>
        $"{Convert.ToHexString(Labels.Mask.AsSpan().TrimEnd((byte)0))}|{string.Join(',', Parties.Order())}";

    internal PermittedLabels Labels { get; }

    internal int[] Parties { get; }

    internal VisibleAudiences Audiences { get; }

    /// <summary>Whether a record with this label and audience is the viewer's to see.</summary>
    internal bool Sees(long access) => Labels[(int)(access >> 32)] && Audiences[(int)access];
}
