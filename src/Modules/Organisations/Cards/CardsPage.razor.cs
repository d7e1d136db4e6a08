using System.Text;
using Legation.Organisations.Edit;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Cards;

/// <summary>Reads a file of vCards, shows what it would change, and takes it over when that was seen.</summary>
public sealed partial class CardsPage
{
    private const int LongestFile = 1024 * 1024;
    private IReadOnlyList<PlannedCard>? plan;
    private IReadOnlyList<FieldError> errors = [];
    private string text = "";
    private int? done;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private CardPlan Plan { get; set; } = default!;

    [Inject]
    private ImportCards Import { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<DirectoryText> Words { get; set; } = default!;

    protected override void OnInitialized()
    {
        if (!EditEntry.IsEditor(Current.Required))
            Navigation.NotFound();
        // The form that applies a plan is only there when the plan is.
        else if (
            Context is { Request.HasFormContentType: true }
            && Context.Request.Form.TryGetValue("text", out var sent)
        )
            Show(sent.ToString());
    }

    private async Task ReadAsync()
    {
        if (Context!.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
            errors = [new FieldError("file", Words["Choose a file."])];
        else if (file.Length > LongestFile)
            errors = [new FieldError("file", Words["The file is longer than 1 MB."])];
        else
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Show(await reader.ReadToEndAsync(Context.RequestAborted));
        }
    }

    private async Task ApplyAsync()
    {
        if (Digest() != Context!.Request.Form["seen"])
            errors =
            [
                new FieldError("file", Words["The directory has changed meanwhile. See again what it would change."]),
            ];
        else if ((await Import.ApplyAsync(Current.Required, plan!)).Refused(out var refusal, out var count))
            errors = [new FieldError("file", refusal.Sentence)];
        else
            (done, plan) = (count, null);
    }

    private void Show(string read)
    {
        text = read;
        if (CardReader.Read(read).Refused(out var refusal, out var cards))
            errors = [new FieldError("file", refusal.Sentence)];
        else
            plan = Plan.Of(Current.Required, cards);
    }

    private int Count(CardChange change) => plan!.Count(card => card.Change == change);

    // Of what was shown: an entry, its version, and what would be done.
    private string Digest() =>
        Records
            .Digest.Of(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        plan!.Select(card => $"{card.Card.Line} {card.Change} {card.Entry} {card.Version}")
                    )
                )
            )
            .ToString();

    private string Said(CardChange change) =>
        Words[
            change switch
            {
                CardChange.New => "new",
                CardChange.Changed => "changed",
                CardChange.Same => "the same",
                _ => "not taken",
            }
        ];

    private string? Error(string field) => errors.FirstOrDefault(error => error.Field == field)?.Text;
}
