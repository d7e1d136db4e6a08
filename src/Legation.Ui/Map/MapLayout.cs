namespace Legation.Ui;

/// <summary>This node in the middle, the others on an ellipse around it: the reader looks from where he sits.</summary>
internal sealed class MapLayout
{
    public const int Width = 920;
    public const int Height = 400;
    public const int BoxWidth = 176;
    public const int BoxHeight = 50;
    private const int Bulge = 56;
    private readonly Dictionary<string, (int X, int Y)> places;

    public MapLayout(IReadOnlyList<MapNode> nodes)
    {
        var self = nodes.FirstOrDefault(node => node.Self);
        var others = nodes.Where(node => node != self).ToList();
        places = others.Select((node, i) => (node.Id, At: OnEllipse(i, others.Count))).ToDictionary(
            place => place.Id,
            place => place.At,
            StringComparer.Ordinal
        );
        if (self is not null)
        {
            places[self.Id] = (Width / 2, Height / 2);
        }
    }

    public (int X, int Y) Of(MapNode node) => places[node.Id];

    /// <summary>A curve, and the point in its middle where its words stand; null where an end is not on the map.</summary>
    public MapCurve? Between(MapLink link, bool throughMiddle)
    {
        if (!places.TryGetValue(link.From, out var a) || !places.TryGetValue(link.To, out var b))
        {
            return null;
        }
        var (x, y) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        if (throughMiddle)
        {
            return new MapCurve($"M{a.X} {a.Y}L{b.X} {b.Y}", x, y);
        }
        // Bent outwards, else a link between two neighbours would seem to run through the node in the middle.
        var down = y >= Height / 2 ? 1 : -1;
        return new MapCurve($"M{a.X} {a.Y}Q{x} {y + 2 * down * Bulge} {b.X} {b.Y}", x, y + down * Bulge);
    }

    private static (int X, int Y) OnEllipse(int i, int count)
    {
        var angle = Math.PI * (-0.5 - 1.0 / count + 2.0 * i / count);
        return (
            (int)(Width / 2.0 + (Width / 2.0 - BoxWidth / 2.0 - 8) * Math.Cos(angle)),
            (int)(Height / 2.0 + (Height / 2.0 - BoxHeight / 2.0 - 16) * Math.Sin(angle))
        );
    }
}

internal sealed record MapCurve(string Path, int X, int Y);
