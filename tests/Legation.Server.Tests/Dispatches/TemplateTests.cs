using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class TemplateTests : ThreeDesks
{
    [Fact]
    public async Task a_dispatch_begins_with_the_words_of_a_template_and_is_released_like_any_other()
    {
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldContain("href=\"/dispatches/templates\"");
        (await browser.TextAsync("/dispatches/templates")).ShouldContain("/dispatches/new?template=report-of-call");

        var began = await browser.OpenAsync("/dispatches/new?template=report-of-call");
        began.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.TextAsync(began.Headers.Location!.ToString());

        page.ShouldContain("value=\"Call on …: \"");
        page.ShouldContain("## What was said");
        page.ShouldMatch(@"1\. On \d{1,2} \w+ 20\d\d … called on");
    }

    [Fact]
    public async Task programs_list_them_and_read_the_beginning_of_each()
    {
        var listed = (await Anna.GetAsync("/templates")).Body.GetProperty("items").EnumerateArray().ToList();

        listed.Count.ShouldBe(5);
        foreach (var template in listed)
        {
            var read = await Anna.GetAsync($"/templates/{template.GetProperty("id").GetString()}");
            read["text"]!.ShouldNotContain("{");
            read["subject"]!.ShouldNotContain("{");
        }
        (await Anna.GetAsync("/templates/none"))["code"].ShouldBe("no-such-template");
    }
}
