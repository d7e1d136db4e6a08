using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Legation.Server.Tests.Communications;

/// <summary>The map is legible whatever the number of nodes: boxes apart, all in the picture, words on each line.</summary>
public sealed class NetworkMapTests
{
    [Fact]
    public Task boxes_stand_apart_and_within_the_picture() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 12])
            .SampleAsync(
                async (neighbours, behind) =>
                {
                    var map = await DrawnAsync(neighbours, neighbours == 0 ? 0 : behind);
                    var boxes = map.QuerySelectorAll("rect").Select(Box).ToList();
                    var view = map.QuerySelector("svg")!.GetAttribute("viewBox")!.Split(' ').Select(Number).ToArray();
                    return boxes.Count == 1 + neighbours + (neighbours == 0 ? 0 : behind)
                        && boxes.TrueForAll(box =>
                            box.X >= 0 && box.Right <= view[2] && box.Y >= 0 && box.Bottom <= view[3]
                        )
                        && !boxes.Index().Any(one => boxes.Skip(one.Index + 1).Any(other => other.Overlaps(one.Item)));
                },
                iter: 60
            );

    [Fact]
    public async Task each_line_says_how_it_stands_in_words_and_each_neighbour_is_reached_by_keyboard()
    {
        var map = await DrawnAsync(3, 0);
        map.QuerySelectorAll("text.down")
            .Select(text => text.TextContent)
            .ShouldBe(["line down, 2 waiting", "line down, 2 waiting", "line down, 2 waiting"]);
        map.QuerySelectorAll("a[href]")
            .Select(link => map.GetElementById(link.GetAttribute("aria-describedby")!)?.TextContent)
            .ShouldBe(["line down, 2 waiting", "line down, 2 waiting", "line down, 2 waiting"]);
        map.QuerySelectorAll("a[href] text.name")
            .Select(text => text.TextContent)
            .ShouldBe(["Node 1", "Node 2", "Node 3"]);
    }

    private static async Task<IDocument> DrawnAsync(int neighbours, int behind)
    {
        List<MapNode> nodes = [new("self", "Here", "Oslo", true)];
        nodes.AddRange(
            Range(neighbours).Select(i => new MapNode($"n{i}", $"Node {i}", "Place", false) { Href = $"/{i}" })
        );
        nodes.AddRange(
            Range(behind).Select(i => new MapNode($"b{i}", $"Behind {i}", "Place", false) { Behind = "n1" })
        );
        List<MapLink> links = [.. Range(neighbours).Select(i => new MapLink("self", $"n{i}", "down", "line down", 2))];
        links.AddRange(Range(behind).Select(i => new MapLink("n1", $"b{i}", "beyond", "", 0)));
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var given = ParameterView.FromDictionary(
            new Dictionary<string, object?> { ["Nodes"] = nodes, ["Links"] = links }
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<NetworkMap>(given)).ToHtmlString()
        );
        return await new HtmlParser().ParseDocumentAsync(html);
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(1, count);

    private static DrawnBox Box(IElement rect) =>
        new(
            Number(rect.GetAttribute("x")!),
            Number(rect.GetAttribute("y")!),
            Number(rect.GetAttribute("width")!),
            Number(rect.GetAttribute("height")!)
        );

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private readonly record struct DrawnBox(int X, int Y, int Width, int Height)
    {
        public int Right => X + Width;

        public int Bottom => Y + Height;

        public bool Overlaps(DrawnBox other) =>
            X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
    }
}
