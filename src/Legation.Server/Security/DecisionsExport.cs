using System.Globalization;
using System.Text;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Server.Nodes;
using Legation.Ui;
using NodaTime;

namespace Legation.Server.Security;

/// <summary>The decisions as a table for spreadsheets: what the page shows, all pages of it.</summary>
internal sealed class DecisionsExport(DecisionLog log, LabelWords labels, NodeDescription node)
{
    private const int MostLines = 20_000;
    private const int MostPages = 200;

    /// <summary>Maps the file; for everybody but the security officer it does not exist.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/security/decisions.csv", Answer).RequireAuthorization().ExcludeFromDescription();

    private static IResult Answer(
        string? show,
        string? node,
        string? record,
        string? kind,
        string? from,
        string? to,
        CurrentPrincipal current,
        DecisionsExport export,
        NodeDescription here
    )
    {
        var form = new DecisionForm(show, node, record, kind, from, to);
        var officer = current.Required;
        if (!officer.Duties.HasFlag(Duties.Secure))
            return TypedResults.NotFound();
        return form.Read(here, out var errors) is { } query
            ? TypedResults.Stream(
                stream => export.WriteAsync(stream, officer, query),
                "text/csv; charset=utf-8",
                $"decisions-{form.Slug}.csv"
            )
            : ApiResults.Problem(StatusCodes.Status422UnprocessableEntity, "filter", errors[0].Text);
    }

    private async Task WriteAsync(Stream stream, Principal officer, DecisionQuery query)
    {
        // Spreadsheets take UTF-8 for something else unless the file begins with its mark.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvText.Line("Entry", "When", "What", "Record", "Label", "Detail"));
        long? before = null;
        var (lines, pages) = (0, 0);
        do
        {
            var page = log.Page(officer, query, before, PageCursor.LargestLimit);
            foreach (var entry in page.Entries)
            foreach (var line in entry.Lines.DefaultIfEmpty(new DecisionLine("")))
            {
                await writer.WriteAsync(Line(entry, line));
                lines++;
            }
            (before, pages) = (page.Next, pages + 1);
        } while (before is not null && lines < MostLines && pages < MostPages);
        if (before is not null)
            await writer.WriteAsync(CsvText.Line("Earlier entries are left out. Narrow the list by days."));
    }

    private string Line(DecisionEntry entry, DecisionLine line) =>
        CsvText.Line(
            entry.Seq.ToString(CultureInfo.InvariantCulture),
            CsvText.Time(Instant.FromDateTimeOffset(entry.At), node.Zone),
            entry.What,
            line.Record?.ToString(),
            line.Label is { } label ? labels.Of(label)?.Full : null,
            line.Text
        );
}
