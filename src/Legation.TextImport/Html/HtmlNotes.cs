using AngleSharp.Dom;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Html;

/// <summary>
/// Finds footnotes: a short link to a place that links back to where it stands. So write Word, LibreOffice, Google Docs,
/// and this product's own pages.
/// </summary>
internal sealed class HtmlNotes
{
    private const int LongestMark = 12;
    private const int MostBackLinks = 100;
    private readonly Dictionary<string, IElement> places = new(StringComparer.Ordinal);
    private readonly Dictionary<IElement, Note> marks = [];
    private readonly Dictionary<IElement, Note> bodies = [];
    private readonly HashSet<IElement> backLinks = [];

    public HtmlNotes(IDocument page, Allowance allowance)
    {
        var links = new List<IElement>();
        foreach (var element in page.All)
            Note(element, links);
        var within = links.ToLookup(link => BodyOf(link));
        foreach (var link in links)
        {
            allowance.Check();
            Take(link, within);
        }
    }

    public IReadOnlyDictionary<IElement, Note> Bodies => bodies;

    public Note? At(IElement element) => marks.GetValueOrDefault(element);

    public bool IsBody(IElement element) => bodies.ContainsKey(element);

    public bool IsBackLink(IElement element) => backLinks.Contains(element);

    private void Note(IElement element, List<IElement> links)
    {
        if (element.Id is { Length: > 0 } id)
            places.TryAdd(id, element);
        if (element.LocalName != "a")
            return;
        if (element.GetAttribute("name") is { Length: > 0 } name)
            places.TryAdd(name, element);
        if (FragmentOf(element) is not null)
            links.Add(element);
    }

    private void Take(IElement mark, ILookup<IElement?, IElement> within)
    {
        if (
            !places.TryGetValue(FragmentOf(mark)!, out var place)
            || backLinks.Contains(mark)
            || BodyOf(place) is not { } body
            || body.Contains(mark)
            || mark.TextContent.Trim().Length > LongestMark
        )
            return;
        var back = within[body].Take(MostBackLinks).Where(link => LeadsTo(link, mark)).ToList();
        if (back.Count == 0 || !body.IsFollowing(mark))
            return;
        if (!bodies.TryGetValue(body, out var note))
            bodies[body] = note = new Note();
        marks[mark] = note;
        backLinks.UnionWith(back);
    }

    private bool LeadsTo(IElement link, IElement mark) =>
        places.TryGetValue(FragmentOf(link)!, out var place)
        && (place == mark || mark.Contains(place) || place.Contains(mark) && place.LocalName is "sup" or "span" or "a");

    // The whole note, which may have several paragraphs.
    private static IElement? BodyOf(IElement place)
    {
        IElement? nearest = null;
        for (var element = place; element is not null and not { LocalName: "body" }; element = element.ParentElement)
            if (element.LocalName is "li" or "dd" or "aside" || IsNote(element))
                return element;
            else if (element.LocalName == "p")
                nearest ??= element;
        return nearest;
    }

    private static bool IsNote(IElement element) =>
        element.LocalName == "div"
        && (
            InlineStyle.ValueOf(element, "mso-element") is "footnote" or "endnote"
            || element.Id is { } id
                && (
                    id.StartsWith("ftn", StringComparison.Ordinal)
                    || id.StartsWith("edn", StringComparison.Ordinal)
                    || id.StartsWith("sdfootnote", StringComparison.Ordinal)
                    || id.StartsWith("sdendnote", StringComparison.Ordinal)
                )
        );

    private static string? FragmentOf(IElement link) =>
        link.GetAttribute("href") is { Length: > 1 and <= ImportLimits.LongestAddress } href
        && href.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at
        && at + 1 < href.Length
            ? Uri.UnescapeDataString(href[(at + 1)..])
            : null;
}
