using System.Text;
using CsCheck;
using Legation.TextImport;
using Legation.TextImport.Mail;

namespace Legation.Tests.TextImport;

/// <summary>What becomes of a mail, whoever wrote it.</summary>
public sealed class MailTextTests
{
    private const string Head =
        "From: Kim Min-jun <kim@example.org>\r\nTo: Anna <anna@example.org>\r\nDate: Mon, 30 Nov 2026 14:03:00 +0900\r\n";

    private const string Said =
        "By mail; the sender was not verified.\n\n- From: Kim Min-jun (kim@example.org)\n- Date: 30 November 2026 14:03 +09:00\n- To: Anna (anna@example.org)";

    [Fact]
    public void head_and_lines_become_a_text_that_says_who_wrote_it_and_that_nobody_checked()
    {
        var mail = Take(
            "Subject: Talks\r\n",
            "1. First.\r\n2. Second\r\n goes on.\r\n\r\nEnded.\r\n- one\r\n- two\r\n"
        );
        mail.Subject.ShouldBe("Talks");
        mail.Text.ShouldBe($"{Said}\n\n1. First.\n\n2. Second\\\n   goes on.\n\nEnded.\n\n- one\n- two");
    }

    [Fact]
    public void a_page_keeps_its_form_and_what_would_run_or_be_fetched_is_dropped_and_said()
    {
        var mail = Take(
            "Subject: Talks\r\nContent-Type: text/html; charset=utf-8\r\n",
            "<p>So <b>it</b> is.<script>x()</script><img src='https://example.org/seen.png'></p>"
        );
        mail.Text.ShouldBe($"{Said}\n- Not taken over: 1 picture; 1 script.\n\nSo **it** is.");
    }

    [Fact]
    public void of_several_forms_the_best_is_taken_and_an_invitation_is_a_file()
    {
        var mail = Take(
            "Content-Type: multipart/alternative; boundary=b\r\n",
            Parts(
                "b",
                "Content-Type: text/plain\r\n\r\nPlain.",
                "Content-Type: text/html\r\n\r\n<p>As a <i>page</i>.",
                "Content-Type: text/calendar; name=invite.ics\r\n\r\nBEGIN:VCALENDAR"
            )
        );
        mail.Text.ShouldEndWith("\n\nAs a *page*.");
        mail.Files.ShouldHaveSingleItem().Name.ShouldBe("invite.ics");
    }

    [Theory]
    [InlineData("", "Été", "utf-8", "Été")]
    [InlineData("charset=utf-8", "Été", "windows-1252", "Été")]
    [InlineData("charset=us-ascii", "Été", "utf-8", "Été")]
    [InlineData("charset=utf-7", "Été", "utf-8", "Été")]
    [InlineData("charset=no-such-thing", "Été", "utf-8", "Été")]
    [InlineData("charset=\"iso-2022-jp\"", "外務省", "iso-2022-jp", "外務省")]
    [InlineData("charset=euc-kr", "외교부", "euc-kr", "외교부")]
    public void letters_are_read_by_what_the_mail_says_unless_its_bytes_are_something_else(
        string said,
        string words,
        string encoding,
        string read
    )
    {
        var letters = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8).GetBytes(words);
        var type = said.Length == 0 ? "" : $"Content-Type: text/plain; {said}\r\n";
        byte[] mail = [.. Encoding.ASCII.GetBytes($"{Head}{type}\r\n"), .. letters];
        TakeMail.FromFile(mail).Text.ShouldEndWith($"\n\n{read}");
    }

    [Fact]
    public void a_subject_that_is_too_long_is_cut_and_stands_in_the_text()
    {
        var mail = Take($"Subject: {new string('s', 10_000)}\r\n", "Text.");
        mail.Subject.Length.ShouldBe(300);
        mail.Text.ShouldContain($"- Subject: {new string('s', 1_999)}…");
        mail.Text.ShouldContain("Not taken over: the end of its subject, which has more than 2000 characters.");
    }

    [Fact]
    public void signs_that_turn_the_direction_of_writing_are_dropped_from_subject_and_names()
    {
        var mail = TakeMail.FromFile(
            Encoding.UTF8.GetBytes(
                "From: \"\u202Eevil\" <e@example.org>\r\nSubject: a\u202Eb\u0007\r\nDate: Mon, 30 Nov 2026 14:03:00 +0900\r\n\r\nText"
            )
        );
        mail.Subject.ShouldBe("ab");
        mail.Text.ShouldContain("From: evil (e@example.org)");
        mail.Text.ShouldContain("2 marks that turn the direction of writing");
    }

    [Fact]
    public void winmail_dat_is_kept_as_it_is_and_said_by_name()
    {
        var mail = Take(
            "Content-Type: multipart/mixed; boundary=b\r\n",
            Parts(
                "b",
                "\r\nText.",
                "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig=="
            )
        );
        mail.Text.ShouldContain("winmail.dat, a form that only Outlook reads");
        var file = mail.Files.ShouldHaveSingleItem();
        file.Name.ShouldBe("winmail.dat");
        file.Content.ToArray().ShouldBe([0x78, 0x9F, 0x3E, 0x22]);
    }

    [Fact]
    public void a_mail_within_a_mail_is_a_file_and_a_file_with_macros_stays_unread()
    {
        var mail = Take(
            "Content-Type: multipart/mixed; boundary=b\r\n",
            Parts(
                "b",
                "\r\nText.",
                "Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\nFrom: x@example.org\r\n\r\nSecret words",
                "Content-Type: application/vnd.ms-word.document.macroEnabled.12; name=a.docm\r\n\r\nmacro"
            )
        );
        mail.Files.Select(file => file.Name).ShouldBe(["Inner.eml", "a.docm"]);
        mail.Text.ShouldNotContain("Secret words");
    }

    [Fact]
    public void what_is_signed_is_taken_and_what_is_encrypted_is_a_file()
    {
        var signed = Take(
            "Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"\r\n",
            Parts("b", "\r\nText.", "Content-Type: application/pgp-signature\r\n\r\nxxx")
        );
        signed.Text.ShouldEndWith("\n- Not taken over: 1 signature, which nobody checked.\n\nText.");
        var encrypted = Take(
            "Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\r\n",
            Parts(
                "b",
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                "Content-Type: application/octet-stream\r\n\r\nx"
            )
        );
        encrypted.Text.ShouldContain("what is encrypted");
        encrypted.Files.Count.ShouldBe(1);
    }

    [Fact]
    public void parts_within_parts_end_somewhere()
    {
        var body = "\r\nText.";
        for (var depth = 0; depth < 2_000; depth++)
            body = $"Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n{body}\r\n--b{depth}--";
        var mail = TakeMail.FromFile(Encoding.ASCII.GetBytes($"{Head}{body}"));
        (mail.Refused is not null || mail.Files.Count == 1).ShouldBeTrue();
    }

    [Fact]
    public void very_many_parts_are_refused_with_the_rule() =>
        Take("Content-Type: multipart/mixed; boundary=b\r\n", Parts("b", [.. Enumerable.Repeat("\r\nx", 600)]))
            .Refused!.Code.ShouldBe("too-many-mail-parts");

    [Theory]
    [InlineData("%PDF-1.7\n%abc", "not-a-mail")]
    [InlineData("<html><body>From: me", "not-a-mail")]
    [InlineData("", "not-a-mail")]
    [InlineData("Just: some\nlines: here\n\nText", "not-a-mail")]
    public void what_is_no_mail_is_refused(string file, string code) =>
        TakeMail.FromFile(Encoding.UTF8.GetBytes(file)).Refused!.Code.ShouldBe(code);

    [Fact]
    public void a_mail_in_outlooks_own_form_is_refused_with_what_to_do() =>
        TakeMail.FromFile([0xD0, 0xCF, 0x11, 0xE0, 1, 2]).Refused!.Sentence.ShouldContain("Save or drag it as .eml");

    [Fact]
    public void whatever_the_bytes_are_there_is_a_text_or_a_refusal() =>
        Gen.Select(
                Gen.OneOf(
                    Head,
                    "From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n",
                    "",
                    "Content-Type: text/html\r\n"
                ),
                Gen.Byte.Array[0, 300]
            )
            .Sample(
                (head, rest) =>
                {
                    var mail = TakeMail.FromFile([.. Encoding.ASCII.GetBytes(head), .. rest]);
                    (mail.Refused is null).ShouldBe(mail.Text.Length > 0);
                    mail.Subject.Length.ShouldBeLessThanOrEqualTo(ImportLimits.LongestSubject);
                },
                iter: 2_000
            );

    private static TakenMail Take(string head, string body) =>
        TakeMail.FromFile(Encoding.UTF8.GetBytes($"{Head}{head}\r\n{body}"));

    private static string Parts(string boundary, params string[] parts) =>
        string.Concat(parts.Select(part => $"--{boundary}\r\n{part}\r\n")) + $"--{boundary}--\r\n";
}
