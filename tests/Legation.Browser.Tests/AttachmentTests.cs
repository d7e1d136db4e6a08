using System.Text;

namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class AttachmentTests(Demonstration demonstration)
{
    private const string Subject = "Iron Bridge: the plan in full";
    private const string Plan = "plan of the exercise.txt";
    private const string Content = "One bridge, of iron.";

    [Fact]
    public async Task files_are_attached_without_script_and_fetched_at_the_office_through_which_they_go()
    {
        await using var seoul = await demonstration.ArriveAsync("a.dewit", script: false);
        await seoul.SignInAsync();
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.WriteAsync(Subject, "1. See the plan.");
        await editor.ForActionAsync("Cyber threats desk");
        await editor.LabelAsync("UNCLASSIFIED", "Republic of Korea");
        await seoul.PressAsync("Attach files …");
        await Expect(seoul.Page.Locator(".empty")).ToContainTextAsync("No files are attached");
        await AttachAsync(seoul, (Plan, Content), ("draft.txt", "Not this one."));
        await Screen.KeepAsync(seoul.Page, "attachments");
        await seoul.Page.GetByRole(AriaRole.Button, new() { Name = "Remove draft.txt" }).ClickAsync();
        await Expect(seoul.Rows).ToHaveCountAsync(1);
        await seoul.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the draft" }).ClickAsync();
        await Expect(seoul.Page.Locator("[name='Form.Subject']")).ToHaveValueAsync(Subject);
        await Screen.KeepAsync(seoul.Page, "attachments-draft");

        await editor.ReleaseAsync();

        await Expect(seoul.Page.Locator(".cable")).ToContainTextAsync($"{Plan} ({Content.Length} bytes)");
        await Screen.KeepAsync(seoul.Page, "attachments-read");
        await using var tokyo = await demonstration.ArriveAsync("m.sorensen");
        await tokyo.SignInAsync();
        await tokyo.OpenDispatchAsync("to-clear", Subject);
        var link = tokyo.Page.GetByRole(AriaRole.Link, new() { Name = Plan });
        await tokyo.AwaitAsync(new Uri(tokyo.Page.Url).AbsolutePath, link);
        (await DownloadAsync(tokyo, link)).ShouldBe(Content);
    }

    private static async Task AttachAsync(Officer officer, params (string Name, string Text)[] files)
    {
        await officer
            .Page.Locator("input[type='file']")
            .SetInputFilesAsync(
                files.Select(file => new FilePayload
                {
                    Name = file.Name,
                    MimeType = "text/plain",
                    Buffer = Encoding.UTF8.GetBytes(file.Text),
                })
            );
        await officer.PressAsync("Attach");
        await Expect(officer.Rows).ToHaveCountAsync(files.Length);
    }

    private static async Task<string> DownloadAsync(Officer officer, ILocator link)
    {
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        download.SuggestedFilename.ShouldBe(Plan);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }
}
