using AngleSharp.Dom;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Html;

/// <summary>Reads a page, or what a program put on the clipboard as one.</summary>
internal sealed class HtmlReader(DroppedParts dropped, HtmlNotes notes, WordList lists, Allowance allowance)
{
    private readonly BlockBuilder builder = new();
    private bool isNote;

    public static IReadOnlyList<Block> Read(IDocument page, DroppedParts dropped, Allowance allowance)
    {
        var (notes, lists) = (new HtmlNotes(page, allowance), new WordList());
        foreach (var (body, note) in notes.Bodies)
            note.Blocks = new HtmlReader(dropped, notes, lists, allowance) { isNote = true }.Read(
                body,
                new HtmlContext()
            );
        return page.Body is { } whole
            ? new HtmlReader(dropped, notes, lists, allowance).Read(whole, new HtmlContext())
            : [];
    }

    private IReadOnlyList<Block> Read(INode root, HtmlContext context)
    {
        Children(root, context);
        builder.End();
        return builder.Blocks;
    }

    private void Children(INode node, HtmlContext context)
    {
        foreach (var child in node.ChildNodes)
            Take(child, context);
    }

    private void Take(INode node, HtmlContext context)
    {
        allowance.Check();
        if (node is IText text)
            AddWords(text.Data, context);
        else if (node is IElement element && !IsDropped(element))
            Take(element, Styled(element, context));
    }

    private void AddWords(string text, HtmlContext context)
    {
        var lines = context.KeepsLines ? text.Split('\n') : [text];
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                builder.Add(Run.Break);
            builder.Add(
                new Run(allowance.Count(PlainText.Of(lines[i], dropped)))
                {
                    Bold = context.Bold,
                    Italic = context.Italic,
                    Link = context.Link,
                }
            );
        }
    }

    private bool IsDropped(IElement element)
    {
        if (HtmlDropped.PartOf(element) is { } part)
        {
            dropped.Add(part);
            return true;
        }
        return HtmlDropped.IsNothing(element)
            || lists.IsReadSign(element)
            || notes.IsBackLink(element)
            || notes.IsBody(element);
    }

    private HtmlContext Styled(IElement element, HtmlContext context)
    {
        var style = InlineStyle.Of(element);
        var struck = element.LocalName is "s" or "strike" || style.IsStruck;
        if (struck && !context.IsStruck)
            dropped.Add(TextPart.StruckText);
        return context with
        {
            Bold = style.Bold ?? (element.LocalName is "b" or "strong" || context.Bold),
            Italic = style.Italic ?? (element.LocalName is "i" or "em" or "cite" || context.Italic),
            IsStruck = struck || context.IsStruck,
            KeepsLines = element.LocalName == "pre" || context.KeepsLines,
        };
    }

    private void Take(IElement element, HtmlContext context)
    {
        switch (element.LocalName)
        {
            case "br":
                builder.Add(Run.Break);
                break;
            case "a":
                TakeLink(element, context);
                break;
            case "ol" or "ul" or "menu" or "dir":
                TakeList(element, context);
                break;
            case "table":
                TakeTable(element, context);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                TakeHeading(element, context);
                break;
            case "p" when lists.NumberOf(element) is { } item:
                builder.Announce(words => new ItemBlock(item.Level, item.Number, words));
                Children(element, context);
                builder.End();
                break;
            case var name when HtmlDropped.IsBlock(name):
                builder.End();
                Children(element, context);
                builder.End();
                break;
            default:
                Children(element, context);
                break;
        }
    }

    private void TakeLink(IElement element, HtmlContext context)
    {
        if (notes.At(element) is { } note)
        {
            if (!isNote)
                builder.Add(new Run("") { Note = note });
            return;
        }
        var address = element.GetAttribute("href")?.Trim();
        var safe = SafeAddress.Of(address);
        var words = element.TextContent;
        // Brackets in it would end it; and who looks for markings must see them.
        if (words.AsSpan().IndexOfAny('[', ']') >= 0)
            safe = null;
        if (safe is null && address is { Length: > 0 } && !address.StartsWith('#'))
            dropped.Add(TextPart.Link);
        Children(element, context with { Link = safe ?? context.Link });
    }

    private void TakeHeading(IElement element, HtmlContext context)
    {
        var level = element.LocalName[1] - '0';
        var number = lists.NumberOf(element)?.Number;
        builder.Announce(words => new HeadingBlock(level, number, words));
        Children(element, context);
        builder.End();
        builder.Announce(null);
    }

    private void TakeList(IElement list, HtmlContext context)
    {
        builder.End();
        var (level, numbers) = (builder.Level + 1, new HtmlListNumbers(list));
        foreach (var child in list.ChildNodes)
        {
            builder.Level = level;
            if (child is IElement { LocalName: "li" } item && !IsDropped(item))
            {
                var number = numbers.Next(item);
                builder.Announce(words => new ItemBlock(level, number, words));
                Children(item, Styled(item, context));
                builder.End();
                builder.Announce(null);
            }
            else
                Take(child, context);
        }
        builder.End();
        builder.Level = level - 1;
    }

    private void TakeTable(IElement table, HtmlContext context)
    {
        foreach (var caption in table.Children.Where(part => part.LocalName == "caption"))
            Take(caption, context);
        var cells = new HtmlTable(
            dropped,
            cell => new HtmlReader(dropped, notes, lists, allowance) { isNote = isNote }.Read(cell, context)
        ).Read(table);
        if (cells.Only is { } layout)
            foreach (var block in layout)
                builder.Add(block);
        else if (cells.Rows.Count > 0)
            builder.Add(new TableBlock(cells.Rows));
    }
}
