using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Lists;

/// <summary>One distribution list: read by all, kept by whoever operates the node.</summary>
public sealed partial class ListPage
{
    private const string New = "new";
    private readonly List<FieldError> errors = [];
    private readonly Dictionary<string, string> problems = [];
    private AddresseeList? list;
    private ListForm form = new();
    private DirectoryView view = default!;
    private IReadOnlyList<RecordId> left = [];
    private bool isThere;

    [Parameter]
    public string? List { get; set; }

    [SupplyParameterFromForm(FormName = "list")]
    private ListForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "csv")]
    private CsvForm? Csv { get; set; }

    [Inject]
    private AddresseeLists Lists { get; set; } = default!;

    [Inject]
    private KeepList Keep { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool Keeps => KeepList.IsHis(Current.Required);

    private string Title => list?.Name ?? "Make a distribution list";

    protected override void OnInitialized()
    {
        list = RecordId.TryParse(List, out var id) ? Lists.Find(id) : null;
        isThere = list is not null || (List == New && Keeps);
        if (!isThere)
        {
            Navigation.NotFound();
            return;
        }
        view = Directory.For(Current.Required);
        left = list is null ? [] : list.LeftFor(Current.Required, view);
        form = Form ?? ListForm.Of(list);
    }

    private async Task SaveAsync()
    {
        if (form.Act == "remove" && list is not null)
        {
            if (Say((await Keep.RemoveAsync(Current.Required, list.Id, Read(form.Version))).Refusal))
                Navigation.NavigateTo("/dispatches/lists");
            return;
        }
        var (action, info) = (Ids(form.Action), Ids(form.Info));
        // Who left while the page was open is ticked on it still.
        var kept = list is null || form.DropLeft ? [] : left.Except(action).Except(info).ToList();
        var members = new ListMembers(
            [.. action, .. kept.Where(party => list!.Content.Members.Action.Contains(party))],
            [.. info, .. kept.Where(party => list!.Content.Members.Info.Contains(party))]
        );
        await KeepAsync(new ListInput(form.Name ?? "", form.Purpose ?? "", members), form.Version);
    }

    private async Task TakeCsvAsync()
    {
        if (list is null)
            return;
        if (ListCsv.Read(Csv?.Lines ?? "").Refused(out var refusal, out var members))
            Say(refusal);
        else
            await KeepAsync(list.Content with { Members = members }, Csv?.Version);
    }

    private async Task KeepAsync(ListInput input, string? version)
    {
        if (list is null)
        {
            var added = await Keep.AddAsync(Current.Required, input);
            if (Say(added.Refusal))
                Navigation.NavigateTo($"/dispatches/lists/{added.Value}");
            return;
        }
        if (Say((await Keep.ChangeAsync(Current.Required, list.Id, input, Read(version))).Refusal))
            Navigation.NavigateTo($"/dispatches/lists/{list.Id}");
    }

    private static int Read(string? version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // True if there was nothing to say.
    private bool Say(Refusal? refusal)
    {
        if (refusal is null)
            return true;
        var field = refusal.Field switch
        {
            "name" => "Form.Name",
            "purpose" => "Form.Purpose",
            "members" => "Form.Action",
            _ => null,
        };
        errors.Add(new FieldError(field, refusal.Sentence));
        if (refusal.Field is { } place)
            problems[place] = refusal.Sentence;
        return false;
    }

    private string? ErrorOf(string place) => problems.GetValueOrDefault(place);

    private string Names(IEnumerable<RecordId> parties) =>
        string.Join("; ", parties.Where(party => view.Party(party) is not null).Select(view.FullNameOf))
            is { Length: > 0 } names
            ? names
            : "nobody";

    private static List<RecordId> Ids(IEnumerable<string>? texts) =>
        [
            .. (texts ?? [])
                .Select(text => RecordId.TryParse(text, out var id) ? id : (RecordId?)null)
                .OfType<RecordId>()
                .Distinct(),
        ];

    private sealed class ListForm
    {
        public string? Version { get; set; }
        public string? Name { get; set; }
        public string? Purpose { get; set; }
        public List<string>? Action { get; set; }
        public List<string>? Info { get; set; }
        public bool DropLeft { get; set; }
        public string? Act { get; set; }

        public static ListForm Of(AddresseeList? list) =>
            list is null
                ? new ListForm()
                : new ListForm
                {
                    Version = list.Number.ToString(CultureInfo.InvariantCulture),
                    Name = list.Name,
                    Purpose = list.Content.Purpose,
                    Action = [.. list.Content.Members.Action.Select(party => party.ToString())],
                    Info = [.. list.Content.Members.Info.Select(party => party.ToString())],
                };
    }

    private sealed class CsvForm
    {
        public string? Version { get; set; }
        public string? Lines { get; set; }
    }
}
