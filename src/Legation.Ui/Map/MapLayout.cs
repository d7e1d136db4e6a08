using System.Globalization;

namespace Legation.Ui;

/// <summary>This node in the middle, the others on an ellipse around it: the reader looks from where he sits.</summary>
internal sealed class MapLayout
{
    public const int Width = 920;
    public const int Height = 400;
    public const int BoxWidth = 192;
    public const int BoxHeight = 66;
    private const int Bulge = 56;
    private const int Line = 17;
    private const int LongestLine = 22;
    private readonly Dictionary<string, (int X, int Y)> places;

    public MapLayout(IReadOnlyList<MapNode> nodes)
    {
        var self = nodes.FirstOrDefault(node => node.Self);
        var others = nodes.Where(node => node != self).ToList();
        places = OnEllipse(others.Count)
            .Zip(others)
            .ToDictionary(pair => pair.Second.Id, pair => pair.First, StringComparer.Ordinal);
        if (self is not null)
        {
            places[self.Id] = (Width / 2, Height / 2);
        }
    }

    public (int X, int Y) Of(MapNode node) => places[node.Id];

    /// <summary>A name in one line, or in two where one would run out of its box.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        var at = name.Length > LongestLine ? name.LastIndexOf(' ', LongestLine) : -1;
        return at < 0 ? [name] : [name[..at], name[(at + 1)..]];
    }

    /// <summary>Where a line of a box stands; the place under the name is its last.</summary>
    public static int Baseline(string name, int y, int row) => y + 5 + row * Line - Lines(name).Count * Line / 2;

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

    /// <summary>Cut to what is drawn: four nodes need less height than five.</summary>
    public string ViewBox(IEnumerable<MapCurve> curves)
    {
        var heights = places
            .Values.SelectMany(at => new[] { at.Y - BoxHeight / 2, at.Y + BoxHeight / 2 })
            .Concat(curves.Select(curve => curve.Y))
            .DefaultIfEmpty(0)
            .ToList();
        var top = heights.Min() - 16;
        return string.Create(CultureInfo.InvariantCulture, $"0 {top} {Width} {heights.Max() + 16 - top}");
    }

    // Stretched to the full width whatever the number of nodes, so that the words on the lines have room.
    private static IEnumerable<(int X, int Y)> OnEllipse(int count)
    {
        var angles = Enumerable.Range(0, count).Select(i => Math.PI * (-0.5 - 1.0 / count + 2.0 * i / count)).ToList();
        var widest = angles.Select(angle => Math.Abs(Math.Cos(angle))).DefaultIfEmpty(0).Max();
        var reach = (Width - BoxWidth) / 2.0 - 8;
        return angles.Select(angle =>
            (
                (int)(Width / 2.0 + (widest < 0.1 ? 0 : reach / widest * Math.Cos(angle))),
                (int)(Height / 2.0 + (Height - BoxHeight) / 2.0 * Math.Sin(angle))
            )
        );
    }
}

internal sealed record MapCurve(string Path, int X, int Y);
