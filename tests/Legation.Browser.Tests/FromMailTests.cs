using System.Text;
using System.Text.RegularExpressions;

namespace Legation.Browser.Tests;

/// <summary>A mail that is dropped becomes a draft: on the page for it, on the editor, and chosen without script.</summary>
[Collection<NetworkOfScreens>]
public sealed class FromMailTests(Demonstration demonstration)
{
    private static readonly Regex Draft = new("/dispatches/dispatch--[-0-9a-f]+/edit$");

    private static readonly byte[] Mail = Encoding.UTF8.GetBytes(
        "From: Kim <kim@example.org>\r\nDate: Mon, 30 Nov 2026 14:03:00 +0900\r\nSubject: Talks by mail\r\n\r\nWe met.\r\n"
    );

    [Fact]
    public async Task a_mail_that_is_dropped_on_its_page_is_a_draft()
    {
        await using var seoul = await demonstration.ArriveAsync("t.herrera");
        await seoul.SignInAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Today");
        await seoul.Page.GotoAsync("/dispatches");
        await seoul.Page.GetByRole(AriaRole.Link, new() { Name = "From a mail …" }).ClickAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Make a draft of a mail");
        await Screen.KeepAsync(seoul.Page, "from-mail");
        await DropAsync(seoul.Page.Locator("main"), "talks.eml");
        await Expect(seoul.Page).ToHaveURLAsync(Draft);
        await Expect(seoul.Page.Locator("[name='Form.Subject']")).ToHaveValueAsync("Talks by mail");
        await Expect(seoul.Page.Locator("[name='Form.Text']"))
            .ToHaveValueAsync(new Regex("not verified.*We met\\.$", RegexOptions.Singleline));
        seoul.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_mail_that_is_dropped_on_an_empty_editor_is_a_draft_and_beside_a_text_it_replaces_nothing()
    {
        await using var seoul = await demonstration.ArriveAsync("t.herrera");
        await seoul.SignInAsync();
        await Expect(seoul.Page.Locator("h1")).ToHaveTextAsync("Today");
        await new Editor(seoul).OpenAsync();
        var text = seoul.Page.Locator("[name='Form.Text']");
        await text.FillAsync("1. Typed.");
        await DropAsync(text, "talks.eml");
        await Expect(seoul.Page.Locator("[data-text-said]"))
            .ToHaveTextAsync("The mail “Talks by mail” became a draft of its own; it is under Drafts");
        await Expect(text).ToHaveValueAsync("1. Typed.");
        await text.FillAsync("");
        await DropAsync(text, "talks.eml");
        await Expect(seoul.Page.Locator("[name='Form.Subject']")).ToHaveValueAsync("Talks by mail");
        await Expect(seoul.Page).ToHaveURLAsync(Draft);
    }

    [Fact]
    public async Task a_mail_is_taken_without_script()
    {
        await using var seoul = await demonstration.ArriveAsync("a.dewit", script: false);
        await seoul.SignInAsync();
        await seoul.Page.GotoAsync("/dispatches/mail");
        await ChooseAsync(seoul, "notes.eml", [1, 2, 3]);
        await Expect(seoul.Page.Locator("main")).ToContainTextAsync("This is no mail (.eml).");
        await ChooseAsync(seoul, "talks.eml", Mail);
        await Expect(seoul.Page).ToHaveURLAsync(Draft);
        await Expect(seoul.Page.Locator("[name='Form.Subject']")).ToHaveValueAsync("Talks by mail");
    }

    private static async Task ChooseAsync(Officer officer, string name, byte[] file)
    {
        await officer
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "message/rfc822",
                    Buffer = file,
                }
            );
        await officer.PressAsync("Make the draft");
    }

    private static Task DropAsync(ILocator place, string name) =>
        place.EvaluateAsync(
            """
            (place, [base64, name]) => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
              place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            (string[])[Convert.ToBase64String(Mail), name]
        );
}
