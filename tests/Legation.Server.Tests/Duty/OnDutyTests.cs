using CsCheck;
using Legation.Records;
using Legation.Server.Duty;
using NodaTime;

namespace Legation.Server.Tests.Duty;

/// <summary>Who is on duty goes by the local time of the office.</summary>
public sealed class OnDutyTests
{
    private static readonly DutyPerson Anna = new("anna", "anna@example.org");
    private static readonly DutyPerson Bo = new("bo", "bo@example.org");
    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();
    private static readonly DayOfWeek[] Weekdays = [.. Week.Except([DayOfWeek.Saturday, DayOfWeek.Sunday])];

    // Zones whose clocks change at different hours, by different amounts, one not at all.
    private static readonly string[] Zones =
    [
        "Europe/Brussels",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Tokyo",
        "America/Santiago",
        "Africa/Casablanca",
    ];

    private static readonly Gen<string> AnyZone = Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]);

    private static readonly Gen<Instant> AnyInstant = Gen.Long[
            Instant.FromUtc(2020, 1, 1, 0, 0).ToUnixTimeSeconds(),
            Instant.FromUtc(2035, 1, 1, 0, 0).ToUnixTimeSeconds()
        ]
        .Select(Instant.FromUnixTimeSeconds);

    [Theory]
    [InlineData("2026-03-02T08:00", "anna")] // Monday
    [InlineData("2026-03-02T17:59", "anna")]
    [InlineData("2026-03-02T18:00", "bo")]
    [InlineData("2026-03-03T07:59", "bo")]
    [InlineData("2026-03-07T12:00", "")] // Saturday
    [InlineData("2026-03-07T03:00", "bo")] // Friday's night ends on Saturday
    [InlineData("2026-03-06T12:00", "bo")] // a holiday, Friday
    [InlineData("2026-03-06T21:00", "")]
    public void hours_days_and_holidays_are_local(string local, string account)
    {
        var roster = Roster("Asia/Tokyo") with
        {
            Holidays = [new DateOnly(2026, 3, 6)],
            Shifts =
            [
                new("anna", Weekdays, new(8, 0), new(18, 0)),
                new("bo", Weekdays, new(18, 0), new(8, 0)),
                new("bo", [], new(10, 0), new(14, 0), OnHolidays: true),
            ],
        };
        if (local == "2026-03-07T03:00")
            roster = roster with { Holidays = [] };
        var at = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value;
        OnDuty
            .At(roster, at.InZoneStrictly(OnDuty.ZoneOf(roster)).ToInstant())
            .Select(person => person.Account)
            .ShouldBe(account.Length == 0 ? [] : [account]);
    }

    [Fact]
    public void where_two_shifts_cover_the_day_exactly_one_is_on_duty_at_every_instant() =>
        Gen.Select(AnyInstant, AnyZone, Gen.Int[0, 24 * 60 - 1], Gen.Int[1, 24 * 60 - 1])
            .Sample(
                (at, zone, begins, lasts) =>
                {
                    var (from, until) = (Minute(begins), Minute((begins + lasts) % (24 * 60)));
                    var roster = Roster(zone) with
                    {
                        Shifts = [new("anna", Week, from, until), new("bo", Week, until, from)],
                    };
                    return OnDuty.At(roster, at).Count == 1;
                },
                iter: 20_000
            );

    [Fact]
    public void who_is_on_duty_depends_on_the_local_date_and_time_alone_also_when_an_hour_comes_twice() =>
        Gen.Select(AnyInstant, AnyZone, Gen.Int[0, 24 * 60 - 1], Gen.Int[0, 24 * 60 - 1])
            .Sample(
                (at, zone, from, until) =>
                {
                    var roster = Roster(zone) with { Shifts = [new("anna", Weekdays, Minute(from), Minute(until))] };
                    var local = at.InZone(OnDuty.ZoneOf(roster)).LocalDateTime;
                    return OnDuty.ZoneOf(roster).MapLocal(local).Count is var times
                        && Enumerable
                            .Range(0, times)
                            .Select(i =>
                                i == 0
                                    ? OnDuty.ZoneOf(roster).MapLocal(local).First()
                                    : OnDuty.ZoneOf(roster).MapLocal(local).Last()
                            )
                            .Select(moment => OnDuty.At(roster, moment.ToInstant()).Count)
                            .Distinct()
                            .Count() == 1;
                },
                iter: 20_000
            );

    [Fact]
    public void everybody_is_called_once_in_order_the_one_on_duty_first() =>
        Gen.Select(AnyInstant, AnyZone, Gen.Int[0, 24 * 60 - 1])
            .Sample(
                (at, zone, from) =>
                {
                    var roster = Roster(zone) with { Shifts = [new("bo", Week, Minute(from), Minute(from))] };
                    return OnDuty.InOrder(roster, at).SequenceEqual([Bo, Anna]);
                }
            );

    private static DutyRoster Roster(string zone) =>
        new()
        {
            Party = RecordId.New("office", DateTimeOffset.UnixEpoch),
            Zone = zone,
            People = [Anna, Bo],
        };

    private static TimeOnly Minute(int minute) => new(minute / 60, minute % 60);
}
