using System.Globalization;
using System.Text;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>A text made from several dispatches, as the editor begins it: each under its heading, under the label of them all.</summary>
internal sealed class SummaryDraft(DispatchDetails details, SourceLabels labels)
{
    /// <summary>Null if there is nothing among them that the author may have.</summary>
    public DispatchInput? Of(Principal principal, IReadOnlyList<string> sources)
    {
        var found = Open(
            principal,
            [.. sources.Select(text => RecordId.TryParse(text, out var id) ? id : default).Distinct()]
        );
        if (found.Count == 0)
            return null;
        var ids = found.ConvertAll(detail => detail.Item.Id);
        return new DispatchInput(
            string.Create(CultureInfo.InvariantCulture, $"Summary of {found.Count} dispatches"),
            Text(found),
            Precedence.Routine,
            [],
            [],
            null,
            labels.Derive(principal, ids).Label is { } label ? label with { Made = null } : null
        )
        {
            Sources = ids,
        };
    }

    private List<DispatchDetail> Open(Principal principal, IEnumerable<RecordId> sources) =>
        [
            .. sources
                .Select(id => details.Open(principal, id).Succeeded(out var detail) ? detail : null)
                .OfType<DispatchDetail>()
                .Where(detail => detail.Item.Number is not null),
        ];

    private static string Text(List<DispatchDetail> found)
    {
        var text = new StringBuilder();
        foreach (var detail in found)
            text.Append(CultureInfo.InvariantCulture, $"## {detail.Item.Number}, {detail.Item.Subject}\n\n")
                .Append(TextOf(detail).Trim())
                .Append("\n\n");
        return text.ToString();
    }

    // All of it comes under one label, which is at least that of each paragraph.
    private static string TextOf(DispatchDetail detail) =>
        detail.Base is null ? detail.Text : new PortionedText(detail.Text).WithoutMarks();
}
