using System.Net.Mail;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Organisations.Names;
using NodaTime;

namespace Legation.Organisations.Register;

/// <summary>What is wrong with details of an entry: where, below the entry, and the rule. The form asks it, too.</summary>
internal static class DetailsRule
{
    private const int LongestNumber = 40;
    private const int LongestMail = 254;
    private const string Between = " ()-./,*#";

    public static IEnumerable<(string Place, string Rule)> Problems(EntryDetails details) =>
        new (string Place, string? Rule)[]
        {
            ("place", details.Place is { } place ? NameRule.Problem(place) : null),
            ("zone", Zone(details.Zone)),
            ("country", Country(details.Country)),
            ("formOfAddress", details.FormOfAddress is { } form ? NameRule.Problem(form) : null),
            ("contact.telephone", Number(details.Contact?.Telephone)),
            ("contact.mobile", Number(details.Contact?.Mobile)),
            ("contact.dutyNumber", Number(details.Contact?.DutyNumber)),
            ("contact.mail", Mail(details.Contact?.Mail)),
        }
            .Concat((details.Days ?? []).SelectMany(Day))
            .Where(problem => problem.Rule is not null)
            .Select(problem => (problem.Place, problem.Rule!));

    /// <summary>The same of names: where, as <c>[0].lang</c>, and the rule.</summary>
    public static IEnumerable<(string Place, string Rule)> Problems(IReadOnlyList<LocalisedName> names) =>
        names.SelectMany(
            (name, i) =>
                new (string Place, string? Rule)[]
                {
                    ($"[{i}].text", NameRule.Problem(name)),
                    (
                        $"[{i}].lang",
                        NameRule.IsTag(name.Lang) ? null : $"is {name.Lang}; write a tag such as en or ja-Latn"
                    ),
                }
                    .Where(problem => problem.Rule is not null)
                    .Select(problem => (problem.Place, problem.Rule!))
        );

    private static string? Zone(string? zone) =>
        zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null
            ? null
            : $"is {zone}; write a zone such as Asia/Tokyo";

    private static string? Country(string? country) =>
        country is null || (country.Length == 2 && country.All(char.IsAsciiLetterUpper))
            ? null
            : $"is {country}; write two letters such as JP";

    private static string? Number(string? number) =>
        number is null
        || (
            number.Length is >= 3 and <= LongestNumber
            && (number[0] == '+' || char.IsAsciiDigit(number[0]))
            && number.Any(char.IsAsciiDigit)
            && number.Skip(1).All(c => char.IsAsciiDigit(c) || Between.Contains(c, StringComparison.Ordinal))
        )
            ? null
            : "is no number; write it as it is dialled from abroad, such as +81 3 5253 4111";

    private static string? Mail(string? mail) =>
        mail is null
        || (
            mail.Length <= LongestMail
            && MailAddress.TryCreate(mail, out var read)
            && read.Address == mail
            && NameRule.Problem(mail) is null
        )
            ? null
            : "is no mail address; write it as name@example.org";

    private static IEnumerable<(string Place, string? Rule)> Day(SpecialDay? day, int i) =>
        day is null || !SpecialDay.IsDay(day.Day)
            ? [($"days[{i}].day", "is no day; write 05-03 for every year or 2026-09-24 for one")]
        : day.Name.IsDefaultOrEmpty || day.Name.Any(name => name is not { Text: not null, Lang: not null })
            ? [($"days[{i}].name", "needs a name: [{\"text\": …, \"lang\": …}]")]
        : Problems(day.Name).Select(problem => ($"days[{i}].name{problem.Place}", (string?)problem.Rule));
}
