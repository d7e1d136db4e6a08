using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Legation.Browser.Tests;

/// <summary>Every screen, in light on a desk and in dark on a phone.</summary>
[Collection<NetworkOfScreens>]
public sealed class ScreenTests(Demonstration demonstration)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        },
    };

    public static TheoryData<string, string> Places =>
        new()
        {
            { "m.sorensen", "/" },
            { "m.sorensen", "/dispatches" },
            { "m.sorensen", "/dispatches?box=to-clear" },
            { "m.sorensen", "first of /dispatches?box=to-clear" },
            { "m.sorensen", "/communications" },
            { "m.sorensen", "first of /communications" },
            { "a.dewit", "/communications" },
            { "m.sorensen", "/duty" },
            { "seoyeon.kim", "/communications" },
            { "m.sorensen", "/find?q=kestrel" },
            { "m.sorensen", "/directory" },
            { "m.sorensen", "/directory?kind=person&country=JP" },
            { "m.sorensen", "first of /directory?q=%E6%89%80%E9%95%B7" },
            { "seoyeon.kim", "first of /directory?kind=person&q=%EA%B9%80" },
            { "seoyeon.kim", "/directory?q=nowhere" },
            { "m.sorensen", "/out-of-office" },
            { "m.sorensen", "/acting" },
            { "m.sorensen", "/dispatches/standing" },
            { "l.marchand", "/" },
            { "l.marchand", "first of /dispatches?box=awaiting-reply" },
            { "a.dewit", "/dispatches?box=awaiting-reply" },
            { "a.dewit", "/dispatches?box=sent" },
            { "a.dewit", "first of /dispatches?box=sent&q=answered" },
            { "a.dewit", "/dispatches/new" },
            { "seoyeon.kim", "/" },
            { "seoyeon.kim", "/dispatches?box=drafts" },
            { "seoyeon.kim", "/dispatches?q=nowhere" },
            { "seoyeon.kim", "/find" },
            { "seoyeon.kim", "/nowhere" },
            { "g.ferrante", "/security" },
            { "g.ferrante", "/security/clearances" },
            { "g.ferrante", "/security/clearances/g.ferrante" },
            { "g.ferrante", "/security/deputies" },
            { "g.ferrante", "/security/keys" },
            { "g.ferrante", "/security/decisions" },
            { "g.ferrante", "/security/decisions?show=events" },
            { "g.ferrante", "/security/decisions?show=refused&from=soon&record=nothing" },
            { "g.ferrante", "/security/decisions?kind=post" },
            { "g.ferrante", "/security/what-if" },
            { "g.ferrante", "/security/what-if?who=k.tanabe" },
            { "a.dewit", "track of /dispatches?box=sent" },
            { "m.sorensen", "track of /dispatches?box=to-clear" },
            { "g.ferrante", "/security/what-if?who=r.castellan&asked=true&classifications=UNCLASSIFIED" },
        };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task a_screen_can_be_used_by_everyone_and_on_a_phone(string user, string place)
    {
        var officer = await demonstration.AtDeskAsync(user);
        if (place.StartsWith("first of ", StringComparison.Ordinal))
        {
            await officer.OpenAsync(place["first of ".Length..]);
            place = (await officer.Rows.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!;
        }
        if (place.StartsWith("track of ", StringComparison.Ordinal))
        {
            await officer.OpenAsync(place["track of ".Length..]);
            await officer.OpenAsync((await officer.Rows.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!);
            place = (await officer.Page.Locator(".track a").First.GetAttributeAsync("href"))!;
        }
        await officer.OpenAsync(place);
        await LookAtAsync(officer, $"{user}-{place}");
    }

    [Fact]
    public async Task the_pages_before_anyone_is_known_can_be_used_by_everyone()
    {
        await using var officer = await demonstration.ArriveAsync("k.tanabe");
        await officer.OpenAsync("/sign-in");
        await LookAtAsync(officer, "sign-in");
        await officer.OpenAsync("/sign-in/spent");
        await LookAtAsync(officer, "sign-in-spent");
    }

    [Fact]
    public async Task the_steps_of_writing_can_be_used_by_everyone()
    {
        var officer = await demonstration.AtDeskAsync("a.dewit");
        var editor = new Editor(officer);
        await editor.OpenAsync();
        await officer.PressAsync("Release …");
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAtAsync(officer, "editor-errors");
        await editor.ForActionAsync("Asia-Pacific desk");
        await editor.ForActionAsync("Cyber threats desk");
        await editor.WriteAsync("Glass Harbour: all steps", "## Heading\n\n1. One.\n\n| a | b |\n|---|--:|\n| c | 1 |");
        await editor.LabelAsync("CONFIDENTIAL");
        await Expect(editor.Distribution.GetByLabel("Who leads the action")).ToBeVisibleAsync();
        await LookAtAsync(officer, "editor-filled");
        await officer.PressAsync("Save draft");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Draft");
        var draft = new Uri(officer.Page.Url).AbsolutePath;
        await TakeAsync(officer);
        await LookAtAsync(officer, "text-taken");
        await officer.PressAsync("Put the text back as it was");
        await Expect(officer.Page.Locator("#from-file")).ToContainTextAsync("as it was before");
        await officer.PressAsync("Preview");
        await Expect(officer.Page.Locator("#preview .cable")).ToBeVisibleAsync();
        await LookAtAsync(officer, "preview");
        await officer.PressAsync("Release …");
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Release");
        await LookAtAsync(officer, "release");
        await officer.OpenAsync(draft.Replace("/edit", "/discard", StringComparison.Ordinal));
        await LookAtAsync(officer, "discard");
        await officer.PressAsync("Discard");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Dispatches");
    }

    private static async Task TakeAsync(Officer officer)
    {
        await officer.PressAsync("Take text from a Word file …");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("Take text from a Word file");
        await LookAtAsync(officer, "take-text");
        await officer
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "notes.docx",
                    MimeType = "application/octet-stream",
                    Buffer = new WordFile().Paragraph(WordFile.Words("Noted.") + "<w:r><w:drawing/></w:r>").ToBytes(),
                }
            );
        await officer.PressAsync("Take the text");
        await Expect(officer.Page.Locator("#from-file")).ToContainTextAsync("Not taken over: 1 picture.");
    }

    [Fact]
    public async Task a_policy_that_waits_can_be_read_by_everyone()
    {
        const string better = """
            {"id":"HARBOUR","version":1,"name":"Harbour","classifications":[{"name":"OPEN","hierarchy":1,"colour":"u"}],
             "tagSets":[{"id":"key","name":"Key","type":"restrictive","values":[{"name":"WHARF","title":"Wharf"}]}]}
            """;
        var worse = better
            .Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)
            .Replace("restrictive", "informative", StringComparison.Ordinal);
        var officer = await demonstration.AtDeskAsync("g.ferrante");
        await IssueAsync(better);
        await officer.OpenAsync("/security");
        await LookAtAsync(officer, "policy-waits");
        await officer.Page.GetByLabel("I have read what changes.").CheckAsync();
        await officer.PressAsync("Accept version 1");
        await Expect(officer.Page.GetByText("HARBOUR version 1 counts here.")).ToBeVisibleAsync();
        await IssueAsync(worse);
        await officer.OpenAsync("/security");
        await LookAtAsync(officer, "policy-lowers");
        await Expect(officer.Page.GetByText("It cannot be accepted")).ToBeVisibleAsync();
    }

    private async Task IssueAsync(string policy)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, policy, TestContext.Current.CancellationToken);
        await demonstration.RunAsync("tokyo", "policy", "issue", file);
        File.Delete(file);
    }

    internal static async Task LookAtAsync(Officer officer, string name)
    {
        var page = officer.Page;
        name = "screen-" + string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '.' ? c : '-'));
        await Screen.KeepAsync(page, name);
        await ShouldBeCleanAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await Screen.KeepAsync(page, name + "-phone");
        await ShouldBeCleanAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
            Screen.Phone.Width,
            "It scrolls sideways on a phone."
        );
        await page.SetViewportSizeAsync(Screen.Desk.Width, Screen.Desk.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        officer.Complaints.ShouldBeEmpty();
    }

    private static async Task ShouldBeCleanAsync(IPage page) =>
        (await page.RunAxe(Rules))
            .Violations.SelectMany(violation =>
                violation.Nodes.Select(node => $"{page.Url}: {violation.Help}: {node.Html}")
            )
            .ShouldBeEmpty();
}
