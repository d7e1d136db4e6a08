using System.Diagnostics;
using System.IO.Compression;
using AngleSharp.Html.Parser;
using Legation.Testing;
using Legation.TextImport;

namespace Legation.Bench;

/// <summary>
/// How long a Word text of thirty pages takes until it is Markdown, the first time in a process as an officer has it after a
/// start, and later. The reference is what has to be done with the same bytes before anything can be read from them.
/// </summary>
internal static class TextBench
{
    private const double Longest = 1_000;

    public static IReadOnlyList<Figure> Run(int count)
    {
        var (file, page) = (ThirtyPages.AsWordFile(), ThirtyPages.AsClipboard());
        return
        [
            .. Compare(
                "text, from a Word file",
                file.Length,
                count,
                () => Taken(TakeText.FromWord(file)),
                () => Unpack(file)
            ),
            .. Compare(
                "text, pasted from Word",
                page.Length,
                count,
                () => Taken(TakeText.FromHtml(page)),
                () => Parse(page)
            ),
        ];
    }

    private static IEnumerable<Figure> Compare(string work, int length, int count, Action take, Action reference)
    {
        var size = $"30 pages, {ByteCount(length)}";
        var first = Milliseconds(take);
        _ = Milliseconds(reference);
        var (taken, parsed) = (new List<double>(), new List<double>());
        for (var i = 0; i < count; i++)
        {
            taken.Add(Milliseconds(take));
            parsed.Add(Milliseconds(reference));
        }
        var p99 = Percentile.Of(taken, 0.99);
        yield return new Figure($"{work}, the first in a process", size, first, "ms", null, "≤ 1 s", first <= Longest);
        yield return new Figure($"{work}, p99", size, p99, "ms", Percentile.Of(parsed, 0.99), "≤ 1 s", p99 <= Longest);
    }

    private static void Taken(TakenText text)
    {
        if (text.Refused is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static void Unpack(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries)
            using (var part = entry.Open())
                part.CopyTo(Stream.Null);
    }

    private static void Parse(string page) => new HtmlParser().ParseDocument(page);

    private static string ByteCount(int length) => Ui.ByteCount.Text(length);

    private static double Milliseconds(Action act)
    {
        var began = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
