using Legation.Records;
using Legation.Ui;

namespace Legation.Dispatches.Draft;

/// <summary>Refusals at the editor's fields.</summary>
internal static class DraftErrors
{
    public const string About = "Form.About";
    public const string Action = "Form.Action";
    public const string Classification = "Form.Classification";
    public const string CorrectionReason = "Form.CorrectionReason";
    public const string Due = "Form.Due";
    public const string Files = "Form.Files";
    public const string NoUseAfter = "Form.NoUseAfter";
    public const string Portion = "Form.Portion";
    public const string Subject = "Form.Subject";
    public const string Text = "Form.Text";

    public static FieldError Of(Refusal refusal) => new(FieldOf(refusal.Field ?? ""), refusal.Sentence);

    private static string? FieldOf(string place) =>
        place.Split('.', '[') switch
        {
            ["action" or "info", ..] => Action,
            ["label", "categories", var set, ..] => $"Form.Tags.{set}",
            ["label", ..] => Classification,
            ["about", ..] => About,
            ["reason", ..] => CorrectionReason,
            ["due", ..] => Due,
            ["noUseAfter", ..] => NoUseAfter,
            ["subject", ..] => Subject,
            ["text", ..] => Text,
            ["portion", ..] => Portion,
            ["attachments", ..] => Files,
            _ => null,
        };
}
