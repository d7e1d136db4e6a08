using System.Text;
using CsCheck;
using Legation.Organisations.Cards;
using Legation.Organisations.Contracts;

namespace Legation.Tests.Modules.Organisations;

/// <summary>vCards are written as RFC 6350 says, and read back as they were meant.</summary>
public sealed class VCardTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("田辺 孝一", "a;b", "a,b", "back\\slash", "two\nlines", "\"quoted\"", "^caret", "tel:", "𠮷", "x:y"),
        Gen.String[Gen.Char[' ', '~'], 1, 90].Where(text => text.Trim() == text && text.Length > 0)
    );

    private static readonly Gen<VCard> Cards =
        from names in Gen.Select(Text, Text.Null(), (text, reading) => (text, reading)).Array[1, 3]
        from form in Text.Null()
        from place in Text.Null()
        from mail in Text.Null()
        from titles in Text.Array[0, 2]
        select new VCard
        {
            Uid = "person--1",
            Names =
            [
                .. names.Select(
                    (name, i) =>
                        new LocalisedName(
                            name.text,
                            $"l{i}",
                            name.reading,
                            i == 0
                                ? name.text[..1].Trim() is { Length: > 0 } f && !char.IsSurrogate(f[0])
                                    ? f
                                    : null
                                : null
                        )
                ),
            ],
            FormOfAddress = form,
            Titles = [.. titles],
            Organisation = ["Ministry; of, all", "Division"],
            Contact = new ContactDetails("+81 3 1", "+81 90 2", "+81 3 99", mail),
            Place = place,
            Country = "JP",
            Zone = "Asia/Tokyo",
        };

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf("x\r\nEND:VCARD\r\nBEGIN:VCARD", "en\rTEL:1", "en\nFN:y", "en\u0085N:y", "\r", "en:x", "\0"),
        Gen.String
    );

    [Fact]
    public void what_is_written_is_read_again() =>
        Cards.Sample(card =>
        {
            var read = CardReader.Read(CardWriter.Write([card, card])).Value;
            read.Count.ShouldBe(2);
            Said(read[1]).ShouldBe(Said(card));
        });

    [Fact]
    public void no_line_is_longer_than_75_octets_or_broken_within_a_character() =>
        Cards.Sample(card =>
            CardWriter
                .Write([card])
                .Split("\r\n")
                .ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\uFFFD'))
        );

    [Fact]
    public void whatever_a_peer_has_written_adds_no_line() =>
        Gen.Select(Hostile, Hostile, Hostile, Hostile)
            .Sample(
                (text, lang, reading, mail) =>
                    Properties(Written(text, lang, reading, mail)).ShouldBe(Properties(Written("x", "en", "x", "x")))
            );

    [Theory]
    [InlineData("ja-Latn", "ja-Latn")]
    [InlineData("en:x", "und")]
    [InlineData("en;PREF=1", "und")]
    [InlineData("", "und")]
    public void what_is_no_tag_of_a_language_is_not_written_as_one(string lang, string read) =>
        CardReader.Read(Written("Text", lang, "x", "x")).Value.Single().Names.Single().Lang.ShouldBe(read);

    [Fact]
    public void a_card_of_another_program_is_read()
    {
        const string outlook = """
            BEGIN:VCARD
            VERSION:3.0
            N:Sørensen;Mette;;Ms;
            FN:Mette Sørensen
            item1.TEL;CELL:+45 00 00 00 01
            TEL;type=WORK;type=VOICE:+45 00 00 00 02
            EMAIL;TYPE=internet:mette@example.org
            PHOTO;ENCODING=b:AAAA
             BBBB
            END:VCARD
            """;

        var card = CardReader.Read(outlook).Value.Single();

        card.Names.Single().ShouldBe(new LocalisedName("Mette Sørensen", "und", null, "Sørensen"));
        card.Contact.ShouldBe(new ContactDetails("+45 00 00 00 02", "+45 00 00 00 01", null, "mette@example.org"));
        card.FormOfAddress.ShouldBe("Ms");
    }

    [Theory]
    [InlineData("", "Line 1 begins no card: the file has none.")]
    [InlineData("FN:X", "Line 1 stands outside of BEGIN:VCARD and END:VCARD.")]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\nFN:X", "Line 1 begins a card that does not end.")]
    [InlineData("BEGIN:VCARD\nVERSION:2.1\nFN:X\nEND:VCARD", "Line 1 begins a card of another version")]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\nEND:VCARD", "Line 1 begins a card without a name (FN).")]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\nno property\nEND:VCARD", "Line 3 is no line of a vCard")]
    [InlineData("BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD", "Line 2 stands outside")]
    public void what_is_no_file_of_cards_is_refused_with_its_line(string file, string said) =>
        CardReader.Read(file).Refusal.ShouldNotBeNull().Sentence.ShouldStartWith(said);

    [Fact]
    public void whatever_is_read_is_a_card_or_a_refusal() =>
        Gen.OneOf(
                Gen.OneOf(
                    "BEGIN:VCARD",
                    "END:VCARD",
                    "VERSION:4.0",
                    "FN:X",
                    "N:a;b",
                    " folded",
                    "TEL;TYPE=\"",
                    ";:",
                    "\\"
                ),
                Gen.String
            )
            .Array[0, 12]
            .Sample(lines =>
            {
                var read = CardReader.Read(string.Join("\r\n", lines));
                (read.Refusal is not null || read.Value.Count > 0).ShouldBeTrue();
            });

    private static string Written(string text, string lang, string reading, string mail) =>
        CardWriter.Write([
            new VCard { Names = [new LocalisedName(text, lang, reading)], Contact = new ContactDetails(Mail: mail) },
        ]);

    // Of each line, whatever a reader may take for its end, which property it says.
    private static IEnumerable<string> Properties(string file) =>
        file.Split(["\r\n", "\r", "\n", "\u0085"], StringSplitOptions.None)
            .Where(line => !line.StartsWith(' '))
            .Select(line => line.Split(':', ';')[0]);

    // Line breaks within parameters and the place in the file are not part of what is meant.
    private static string Said(VCard card) =>
        string.Join(
            '\n',
            card.Names.Select(name => name.ToString())
                .Concat(card.Titles)
                .Concat(card.Organisation)
                .Concat([card.Uid, card.FormOfAddress, card.Place, card.Country, card.Zone, card.Contact.ToString()])
        );
}
