using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Legation.TextImport.Html;

/// <summary>Reads HTML from anybody into a tree of bounded size and depth. Nothing in it runs and nothing is fetched.</summary>
internal static class HtmlPage
{
    // Some pages cost far more than their length: what a parser must repeat for each of them.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static IHtmlDocument Read(string html)
    {
        if (html.Length > ImportLimits.MostHtml)
            throw new TextTooLargeException(TextRefusals.HtmlTooLong);
        var elements = 0;
        var began = Stopwatch.GetTimestamp();
        var parser = new HtmlParser(
            new HtmlParserOptions
            {
                MaximumDepth = ImportLimits.MostDepth,
                SkipComments = true,
                SkipProcessingInstructions = true,
                DisableElementPositionTracking = true,
                OnCreated = (_, _) =>
                {
                    if (++elements > ImportLimits.MostElements || Stopwatch.GetElapsedTime(began) > Longest)
                        throw TooMuch();
                },
            }
        );
        return parser.ParseDocument(html);
    }

    private static TextTooLargeException TooMuch() => new(TextRefusals.TooMuch("elements", ImportLimits.MostElements));
}
