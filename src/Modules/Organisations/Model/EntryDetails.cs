using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Names;
using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>
/// What an entry says beside its names and its place in the directory. Any of it may be absent: nodes of earlier versions
/// write none of it, and take no notice of it.
/// </summary>
internal record EntryDetails
{
    public string? Place { get; init; }

    /// <summary>IANA name of the zone.</summary>
    public string? Zone { get; init; }

    /// <summary>ISO 3166-1, two letters.</summary>
    public string? Country { get; init; }

    /// <summary>How a person is addressed: <c>Her Excellency</c>, <c>局長</c>.</summary>
    public string? FormOfAddress { get; init; }

    public ContactDetails? Contact { get; init; }

    public IReadOnlyList<SpecialDay>? Days { get; init; }

    /// <summary>The body with these in the place of its own.</summary>
    public TBody In<TBody>(TBody body)
        where TBody : EntryDetails =>
        (TBody)(
            (EntryDetails)body with
            {
                Place = Place,
                Zone = Zone,
                Country = Country,
                FormOfAddress = FormOfAddress,
                Contact = Contact,
                Days = Days,
            }
        );

    /// <summary>These, and of the earlier what these leave out.</summary>
    public EntryDetails Over(EntryDetails before) =>
        new()
        {
            Place = Place ?? before.Place,
            Zone = Zone ?? before.Zone,
            Country = Country ?? before.Country,
            FormOfAddress = FormOfAddress ?? before.FormOfAddress,
            Contact = Contact ?? before.Contact,
            Days = Days ?? before.Days,
        };

    /// <summary>These alone, without what a body has beside them.</summary>
    public string Write() => JsonSerializer.Serialize<EntryDetails>(this, RecordMaker.BodyJson);

    /// <summary>As a row keeps them, without days that cannot be shown: peers may have written anything.</summary>
    public static EntryDetails Read(string json)
    {
        var details = JsonSerializer.Deserialize<EntryDetails>(json, RecordMaker.BodyJson)!;
        return details with { Days = Readable.Of(details.Days) };
    }
}
