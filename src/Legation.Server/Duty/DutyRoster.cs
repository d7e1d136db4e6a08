using System.Text.Json.Serialization;
using Legation.Records;

namespace Legation.Server.Duty;

/// <summary>Who is called, and when, for a party of this node.</summary>
internal sealed record DutyRoster
{
    /// <summary>The office or post whose dispatches it is for.</summary>
    public required RecordId Party { get; init; }

    /// <summary>IANA name of the zone by whose local time its shifts go.</summary>
    public required string Zone { get; init; }

    /// <summary>From which precedence on somebody is called: flash or immediate.</summary>
    public Precedence From { get; init; } = Precedence.Flash;

    /// <summary>Minutes that those at their desks have before anybody is called.</summary>
    public int AfterMinutes { get; init; }

    /// <summary>Minutes before the next is called.</summary>
    public int EveryMinutes { get; init; } = 10;

    /// <summary>Everybody who can be called. Their order is the chain: after who is on duty they are called in it.</summary>
    public IReadOnlyList<DutyPerson> People { get; init; } = [];

    /// <summary>Who is on duty when; of several at one time the first is called first.</summary>
    public IReadOnlyList<DutyShift> Shifts { get; init; } = [];

    /// <summary>Local dates that are holidays there.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];
}

/// <summary>Somebody who can be called.</summary>
/// <param name="Account">Name of the account with which he acknowledges.</param>
/// <param name="Mail">Address to which alerts go.</param>
internal sealed record DutyPerson(string Account, string Mail);

/// <summary>Hours of duty that come again.</summary>
/// <param name="Account">Who is on duty.</param>
/// <param name="Days">Days of the week on which it begins.</param>
/// <param name="From">Local time at which it begins.</param>
/// <param name="Until">Local time at which it ends; if that is not later, on the next day.</param>
/// <param name="OnHolidays">Whether it begins on holidays. Their day of the week does not count.</param>
internal sealed record DutyShift(
    string Account,
    IReadOnlyList<DayOfWeek> Days,
    [property: JsonConverter(typeof(HourJson))] TimeOnly From,
    [property: JsonConverter(typeof(HourJson))] TimeOnly Until,
    bool OnHolidays = false
);
