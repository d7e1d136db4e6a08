using System.Globalization;
using Legation.Dispatches.Api;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Relabel;

/// <summary>The form as it is posted: the label's fields are the editor's.</summary>
internal sealed class RelabelForm
{
    public DraftForm Form { get; set; } = new();

    public RelabelFields Relabel { get; set; } = new();

    public static RelabelForm Of(Label label) =>
        new()
        {
            Form = DraftForm.Of(new DispatchInput("", "", Precedence.Routine, [], [], null, label), null, "UTC"),
            Relabel = { Review = label.Review?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        };

    /// <summary>What is wished, or what cannot be read.</summary>
    public Outcome<RelabelWish> ToWish() =>
        RelabelRequest.ReadDay(Relabel.Review).Refused(out var refusal, out var review)
            ? refusal
            : new RelabelWish(Form.ToInput("UTC").Label, review);
}

/// <summary>Its fields beside the label's.</summary>
internal sealed class RelabelFields
{
    public string? Review { get; set; }

    public string? Reason { get; set; }
}
