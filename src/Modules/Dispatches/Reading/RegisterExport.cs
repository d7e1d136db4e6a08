using System.Text;
using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Legation.Dispatches.Reading;

/// <summary>A register as a table for spreadsheets: what the page lists, all pages of it, through the same reader.</summary>
internal sealed class RegisterExport(DispatchReader reader, IDirectory directory, LabelWords labels, HomeZone zone)
{
    private const int MostLines = 20_000;

    private static readonly System.Collections.Immutable.ImmutableArray<string> Head =
    [
        "Number",
        "Precedence",
        "Status",
        "Subject",
        "From",
        "Action",
        "Information",
        "Label",
        "Date",
        "Due",
    ];

    public static IResult Answer(string? box, string? q, CurrentPrincipal current, [FromServices] RegisterExport export)
    {
        var register = DispatchWords.BoxOf(box);
        var principal = current.Required;
        return TypedResults.Stream(
            stream => export.WriteAsync(stream, principal, register, q),
            "text/csv; charset=utf-8",
            $"dispatches-{DispatchWords.SlugOf(register)}.csv"
        );
    }

    private async Task WriteAsync(Stream stream, Principal principal, Box box, string? words)
    {
        // Spreadsheets take UTF-8 for something else unless the file begins with its mark.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvText.Line(Head));
        var view = directory.For(principal);
        IReadOnlyList<long>? after = [];
        var lines = 0;
        do
        {
            var page = reader.List(principal, box, words, after, PageCursor.LargestLimit);
            foreach (var item in page.Items)
                await writer.WriteAsync(Line(item, view));
            (after, lines) = (page.Next, lines + page.Items.Count);
        } while (after is not null && lines < MostLines);
        if (after is not null)
            await writer.WriteAsync(
                CsvText.Line($"Only the newest {MostLines} are listed. Narrow the list by a search.")
            );
    }

    private string Line(DispatchItem item, DirectoryView view) =>
        CsvText.Line(
            item.Number,
            DispatchWords.Of(item.Precedence),
            DispatchWords.StandingOf(item),
            item.Subject,
            PartyWords.From(view, item),
            string.Join("; ", item.Action.Select(view.FullNameOf)),
            string.Join("; ", item.Info.Select(view.FullNameOf)),
            labels.Of(item.Label)?.Full,
            Time(item.Date),
            item.Due is { } due ? Time(due) : null
        );

    private string Time(DateTimeOffset at) => CsvText.Time(Instant.FromDateTimeOffset(at), zone.Id);
}
