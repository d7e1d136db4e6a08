using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Model;

namespace Legation.Organisations.Edit;

/// <summary>The fields of an entry as they are posted; an empty one says nothing.</summary>
internal sealed class EntryForm
{
    // A name in one's own script and its romanisation.
    private const int Rows = 2;

    public int Version { get; set; }
    public List<NameRow> Names { get; set; } = [];
    public string? FormOfAddress { get; set; }
    public string? Place { get; set; }
    public string? Zone { get; set; }
    public string? Country { get; set; }
    public string? Telephone { get; set; }
    public string? Mobile { get; set; }
    public string? DutyNumber { get; set; }
    public string? Mail { get; set; }

    public static EntryForm Of(EntryToEdit edited)
    {
        var (details, contact) = (edited.Entry.Details, edited.Entry.Contact);
        return new EntryForm
        {
            Version = edited.Version,
            Names = [.. edited.Entry.Names.Select(NameRow.Of)],
            FormOfAddress = details.FormOfAddress,
            Place = details.Place,
            Zone = details.Zone,
            Country = details.Country,
            Telephone = contact.Telephone,
            Mobile = contact.Mobile,
            DutyNumber = contact.DutyNumber,
            Mail = contact.Mail,
        }.Padded();
    }

    /// <summary>With room for one more name.</summary>
    public EntryForm Padded()
    {
        while (Names.Count < Rows || !Names[^1].IsEmpty)
            Names.Add(new NameRow());
        return this;
    }

    /// <summary>What the entry is to say; days have no field and stay as they are.</summary>
    public EntryInput Read(EntryDetails before) =>
        new(
            [.. Names.Where(name => !name.IsEmpty).Select(name => name.Read())],
            new EntryDetails
            {
                FormOfAddress = Said(FormOfAddress),
                Place = Said(Place),
                Zone = Said(Zone),
                Country = Said(Country)?.ToUpperInvariant(),
                Contact = Contact(),
                Days = before.Days,
            }
        );

    private ContactDetails? Contact() =>
        new ContactDetails(Said(Telephone), Said(Mobile), Said(DutyNumber), Said(Mail)) is var contact
        && contact == new ContactDetails()
            ? null
            : contact;

    internal static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A name as it is posted.</summary>
internal sealed class NameRow
{
    public string? Text { get; set; }
    public string? Lang { get; set; }
    public string? Reading { get; set; }
    public string? Family { get; set; }

    public bool IsEmpty => EntryForm.Said(Text) is null && EntryForm.Said(Reading) is null;

    public static NameRow Of(LocalisedName name) =>
        new()
        {
            Text = name.Text,
            Lang = name.Lang,
            Reading = name.Reading,
            Family = name.Family,
        };

    public LocalisedName Read() =>
        new(EntryForm.Said(Text) ?? "", EntryForm.Said(Lang) ?? "", EntryForm.Said(Reading), EntryForm.Said(Family));
}
