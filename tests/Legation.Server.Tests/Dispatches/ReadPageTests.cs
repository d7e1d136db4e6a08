using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Acts that are posted when a colleague, or another window, has been faster.</summary>
public sealed class ReadPageTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser browser = null!;
    private Officer bo = null!;
    private string asked = "";

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        var staff = await node.StaffAsync("anna", "bo");
        bo = staff[1];
        var dispatch = await staff[0]
            .PostAsync(
                "/dispatches",
                new
                {
                    subject = "Who comes",
                    text = "1. Say who.",
                    action = new[] { bo.Post.ToString() },
                    label = new { policy = "LEGATION-DEMO", classification = "UNCLASSIFIED" },
                    release = true,
                }
            );
        asked = dispatch["id"]!;
        await browser.SignInAsync("bo", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_reply_that_comes_after_the_final_one_is_not_sent_and_stays_to_be_gone_on_with()
    {
        var form = await FormAsync("reply", ("Answer.Text", "1. Nobody."), ("Answer.Act", "send"));
        await bo.PostAsync($"/dispatches/{asked}/reply", new { text = "1. Everybody." });

        var answer = await browser.PostAsync($"/dispatches/{asked}", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("has been answered finally since you opened it");
        var shown = await PageForm.ReadAsync(answer, "reply");
        shown.Find("textarea")!.TextContent.Trim().ShouldBe("1. Nobody.");
        shown.Find("button[value='send']").ShouldBeNull();
        shown.Find("button[value='draft']").ShouldNotBeNull();
    }

    [Fact]
    public async Task who_acknowledges_what_his_post_has_acknowledged_is_told_so()
    {
        var form = await FormAsync("acknowledge");
        await bo.PostAsync($"/dispatches/{asked}/acknowledge", new { });

        var answer = await browser.PostAsync($"/dispatches/{asked}", form);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("Your post has acknowledged this dispatch already.");
    }

    private async Task<HttpContent> FormAsync(string name, params (string Name, string Value)[] filled) =>
        (await browser.FormAsync($"/dispatches/{asked}", name)).Filled(filled);
}
