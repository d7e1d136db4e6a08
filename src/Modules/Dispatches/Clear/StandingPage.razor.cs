using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Clear;

/// <summary>Where who clears for an office gives standing authority, sees what is in force and ends it.</summary>
public sealed partial class StandingPage
{
    private static readonly System.Collections.Immutable.ImmutableArray<Option> precedences =
    [
        new("flash", "Flash alone", "What is less urgent waits for somebody here."),
        new(
            "all",
            "All precedences",
            "What is less urgent than flash is thereby cleared; nobody here looks at it again."
        ),
    ];

    private DirectoryView view = default!;
    private IReadOnlyList<StandingAuthority> given = [];
    private IReadOnlyList<Option> senders = [];
    private IReadOnlyList<FieldError> errors = [];

    [SupplyParameterFromForm(FormName = "give")]
    private GiveForm? Form { get; set; }

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [Inject]
    private IStandingAuthorities Authorities { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsThere => Current.Required.Duties.HasFlag(Duties.Clear);

    private string? Notice =>
        Done switch
        {
            "given" when given.Count > 0 => "Given. It counts for what arrives from now on.",
            "ended" => "Ended. What arrives from now on waits for somebody here.",
            _ => null,
        };

    protected override void OnInitialized()
    {
        if (!IsThere)
        {
            Navigation.NotFound();
            return;
        }
        view = Directory.For(Current.Required);
        given = Authorities.Of(Current.Required);
        senders =
        [
            .. Authorities
                .Senders(Current.Required)
                .Select(post => new Option(post.ToString(), view.FullNameOf(post)))
                .OrderBy(option => option.Text, StringComparer.Ordinal),
        ];
        if (senders.Count > 1)
            senders = [new Option("", "Choose"), .. senders];
    }

    private async Task GiveAsync()
    {
        if ((await GivenAsync(Form ?? new GiveForm())).Refused(out var refusal, out _))
            errors = [new FieldError($"Form.{FieldOf(refusal)}", refusal.Sentence)];
        else
            Navigation.NavigateTo("/dispatches/standing?done=given");
    }

    private async Task<Outcome<StandingAuthority>> GivenAsync(GiveForm form)
    {
        if (!RecordId.TryParse(form.Sender, out var sender))
            return AuthorityRefusals.NotThroughYourOffice;
        if (form.Precedences is not ("flash" or "all"))
            return AuthorityRefusals.UnknownPrecedences;
        if (!form.Confirmed)
            return AuthorityRefusals.NotConfirmed;
        var giver = Current.Required;
        return await Authorities.GiveAsync(giver, sender, form.Precedences == "flash");
    }

    private async Task EndAsync(StandingAuthority ended)
    {
        // Ended by a colleague meanwhile, it has ended too.
        await Authorities.EndAsync(Current.Required, ended.Id);
        Navigation.NavigateTo("/dispatches/standing?done=ended");
    }

    private string Words(StandingAuthority one) =>
        $"Standing authority of {view.NameOf(one.Giver.Person)} over {view.FullNameOf(one.Sender)}";

    private string? Error(string field) => errors.FirstOrDefault(error => error.Field == $"Form.{field}")?.Text;

    private static string FieldOf(Refusal refusal) =>
        refusal.Field is { } field ? $"{char.ToUpperInvariant(field[0])}{field[1..]}" : "Sender";

    private sealed class GiveForm
    {
        public string? Sender { get; set; }

        public string? Precedences { get; set; }

        public bool Confirmed { get; set; }
    }
}
