using System.Globalization;

namespace Legation.Ui;

/// <summary>
/// This node, its neighbours in columns at both sides of it, and behind a neighbour those that are reached through it:
/// the reader looks from where he sits, and fifty nodes are as legible as five.
/// </summary>
internal sealed class MapLayout
{
    public const int BoxWidth = 192;
    public const int BoxHeight = 66;
    private const int Narrowest = 920;
    private const int Between = 160; // wide enough for the words on a line
    private const int BetweenBehind = 64;
    private const int Row = BoxHeight + 14;
    private const int Margin = 8;
    private const int Line = 17;
    private const int LongestLine = 22;
    private readonly Dictionary<string, (int X, int Y)> places = new(StringComparer.Ordinal);
    private readonly int width;
    private readonly int height;

    public MapLayout(IReadOnlyList<MapNode> nodes)
    {
        var behind = nodes.Where(node => node.Behind is not null).ToList();
        var neighbours = nodes.Where(node => node is { Self: false, Behind: null }).ToList();
        var leading = neighbours.Where(node => behind.Exists(other => other.Behind == node.Id)).ToList();
        var others = neighbours.Except(leading).ToList();
        var toRight = leading.Count > 0 ? 0 : (others.Count + 1) / 2;
        List<(List<MapNode> Nodes, int Gap)> columns =
        [
            (others[toRight..], 0),
            ([.. nodes.Where(node => node.Self)], Between),
            ([.. leading, .. others[..toRight]], Between),
            (behind, BetweenBehind),
        ];
        columns.RemoveAll(column => column.Nodes.Count == 0);
        var drawn = columns.Count * BoxWidth + columns.Skip(1).Sum(column => column.Gap);
        (width, height) = (
            Math.Max(Narrowest, drawn + 2 * Margin),
            columns.Select(column => column.Nodes.Count).DefaultIfEmpty(0).Max() * Row + 2 * Margin
        );
        Place(columns, (width - drawn) / 2 + BoxWidth / 2);
    }

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}");

    public (int X, int Y) Of(MapNode node) => places[node.Id];

    /// <summary>A name in one line, or in two where one would run out of its box.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        var at = name.Length > LongestLine ? name.LastIndexOf(' ', LongestLine) : -1;
        return at < 0 ? [name] : [name[..at], name[(at + 1)..]];
    }

    /// <summary>Where a line of a box stands; the place under the name is its last.</summary>
    public static int Baseline(string name, int y, int row) => y + 5 + row * Line - Lines(name).Count * Line / 2;

    /// <summary>
    /// A curve from edge to edge, and the point in its middle where its words stand; null where an end is not on the map.
    /// </summary>
    public MapCurve? Of(MapLink link)
    {
        if (!places.TryGetValue(link.From, out var a) || !places.TryGetValue(link.To, out var b))
        {
            return null;
        }
        var (left, right) = a.X <= b.X ? (a, b) : (b, a);
        var (from, to) = (left.X + BoxWidth / 2, right.X - BoxWidth / 2);
        var middle = (from + to) / 2;
        return new MapCurve(
            $"M{from} {left.Y}C{middle} {left.Y} {middle} {right.Y} {to} {right.Y}",
            middle,
            (left.Y + right.Y) / 2
        );
    }

    private void Place(List<(List<MapNode> Nodes, int Gap)> columns, int x)
    {
        foreach (var (column, (nodes, gap)) in columns.Index())
        {
            x += column == 0 ? 0 : gap + BoxWidth;
            foreach (var (row, node) in nodes.Index())
            {
                places[node.Id] = (x, height / 2 + (2 * row - nodes.Count + 1) * Row / 2);
            }
        }
    }
}

internal sealed record MapCurve(string Path, int X, int Y);
