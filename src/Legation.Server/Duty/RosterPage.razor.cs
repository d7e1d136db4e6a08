using System.Globalization;
using Legation.Records;
using Legation.Server.Accounts;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Server.Duty;

/// <summary>Edits one roster: each form changes a part of it, and all of it is checked before it is kept.</summary>
public sealed partial class RosterPage
{
    private const string HolidayValue = "holidays";
    private DutyRoster? roster;
    private bool isKept;
    private IReadOnlyList<FieldError> errors = [];

    [Parameter]
    public string? Key { get; set; }

    [SupplyParameterFromForm]
    private string? From { get; set; }

    [SupplyParameterFromForm]
    private string? Zone { get; set; }

    [SupplyParameterFromForm]
    private string? After { get; set; }

    [SupplyParameterFromForm]
    private string? Every { get; set; }

    [SupplyParameterFromForm]
    private string? Holidays { get; set; }

    [SupplyParameterFromForm]
    private string? Account { get; set; }

    [SupplyParameterFromForm]
    private string? Mail { get; set; }

    [SupplyParameterFromForm]
    private string? LeftOut { get; set; }

    [SupplyParameterFromForm]
    private string? Ended { get; set; }

    [SupplyParameterFromForm]
    private int EndedPlace { get; set; }

    [SupplyParameterFromForm]
    private string? ShiftAccount { get; set; }

    [SupplyParameterFromForm]
    private string? ShiftFrom { get; set; }

    [SupplyParameterFromForm]
    private string? ShiftUntil { get; set; }

    [SupplyParameterFromForm]
    private string[]? ShiftDays { get; set; }

    internal static string AddressOf(RecordId party) => $"/duty/{party}";

    /// <inheritdoc/>
    protected override void Look()
    {
        if (!RecordId.TryParse(Key ?? "", out var party) || !Words.Parties.Any(own => own.Id == party))
        {
            Navigation.NotFound();
            return;
        }
        var kept = Rosters.Find(party);
        isKept = kept is not null;
        roster = kept ?? new DutyRoster { Party = party, Zone = Words.Zone };
    }

    private static IReadOnlyList<Option> Precedences { get; } =
    [new(nameof(Precedence.Flash), "flash"), new(nameof(Precedence.Immediate), "immediate")];

    private static IReadOnlyList<Option> Days { get; } =
    [.. DutyWords.Week.Select(day => new Option(day.ToString(), day.ToString())), new(HolidayValue, "Holidays")];

    private List<Option> Others =>
        [
            .. Accounts
                .All()
                .Where(account => !account.Disabled && !roster!.People.Any(person => person.Account == account.Name))
                .Select(account => new Option(account.Name, Words.PersonOf(account.Name), account.Name)),
        ];

    private List<Option> InTheRoster =>
        [.. roster!.People.Select(person => new Option(person.Account, Words.PersonOf(person.Account)))];

    private List<(int Place, DutyShift Shift)> Shifts =>
        [.. roster!.Shifts.Index().Select(shift => (shift.Index, shift.Item))];

    private string HolidayLines =>
        string.Join('\n', roster!.Holidays.Select(day => day.ToString("O", CultureInfo.InvariantCulture)));

    private static string Number(int minutes) => minutes.ToString(CultureInfo.InvariantCulture);

    private Task SetRuleAsync()
    {
        if (Dates() is not { } holidays)
            return Task.CompletedTask;
        return KeepAsync(
            roster! with
            {
                From = Enum.TryParse<Precedence>(From, out var from) ? from : roster.From,
                Zone = Zone?.Trim() ?? roster.Zone,
                AfterMinutes = int.TryParse(After, CultureInfo.InvariantCulture, out var after) ? after : -1,
                EveryMinutes = int.TryParse(Every, CultureInfo.InvariantCulture, out var every) ? every : -1,
                Holidays = holidays,
            }
        );
    }

    // Null, with the error shown, if a line is no date.
    private List<DateOnly>? Dates()
    {
        var dates = new List<DateOnly>();
        foreach (
            var line in (Holidays ?? "").Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
            if (DateOnly.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                dates.Add(date);
            else
            {
                errors = [new FieldError(nameof(Holidays), $"{line} is no date. Write it as 2026-12-24.")];
                return null;
            }
        return [.. dates.Distinct().Order()];
    }

    private Task AddPersonAsync() =>
        KeepAsync(roster! with { People = [.. roster.People, new DutyPerson(Account ?? "", Mail?.Trim() ?? "")] });

    private Task LeaveOutAsync() =>
        KeepAsync(
            roster! with
            {
                People = [.. roster.People.Where(person => person.Account != LeftOut)],
                Shifts = [.. roster.Shifts.Where(shift => shift.Account != LeftOut)],
            }
        );

    private Task AddShiftAsync()
    {
        if (!TimeOnly.TryParse(ShiftFrom, CultureInfo.InvariantCulture, out var from))
            return WrongAsync(nameof(ShiftFrom));
        if (!TimeOnly.TryParse(ShiftUntil, CultureInfo.InvariantCulture, out var until))
            return WrongAsync(nameof(ShiftUntil));
        var chosen = ShiftDays ?? [];
        var shift = new DutyShift(
            ShiftAccount ?? "",
            [.. DutyWords.Week.Where(day => chosen.Contains(day.ToString()))],
            from,
            until,
            chosen.Contains(HolidayValue)
        );
        return KeepAsync(roster! with { Shifts = [.. roster.Shifts, shift] });
    }

    private Task WrongAsync(string field)
    {
        errors = [new FieldError(field, "Write a time as 18:00.")];
        return Task.CompletedTask;
    }

    // By what it says too: somebody else may have changed the list since it was shown.
    private Task EndShiftAsync() =>
        KeepAsync(
            roster! with
            {
                Shifts =
                [
                    .. Shifts
                        .Where(line => line.Place != EndedPlace || DutyWords.Of(line.Shift) != Ended)
                        .Select(line => line.Shift),
                ],
            }
        );

    private async Task KeepAsync(DutyRoster changed)
    {
        if ((await Rosters.SetAsync(changed, Current.Required.Account)).Refused(out var refusal, out _))
            errors = [new FieldError(null, refusal.Sentence)];
        else
            Navigation.NavigateTo(AddressOf(changed.Party));
    }

    private async Task TakeAwayAsync()
    {
        await Rosters.RemoveAsync(roster!.Party, Current.Required.Account);
        Navigation.NavigateTo("/duty");
    }
}
