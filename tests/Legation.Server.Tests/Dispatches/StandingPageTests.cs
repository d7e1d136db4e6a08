using System.Net;
using Legation.Organisations.Register;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The page on which standing authority is given and ended, without script.</summary>
public sealed class StandingPageTests : IAsyncLifetime
{
    private const string Page = "/dispatches/standing";
    private readonly RouteNetwork network = new();
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        await network.InitializeAsync();
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        browser = network.Office.Browse();
        await browser.SignInAsync("mette", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return network.DisposeAsync();
    }

    [Fact]
    public async Task it_is_given_seen_and_ended()
    {
        (await browser.TextAsync("/dispatches?box=to-clear")).ShouldContain($"href=\"{Page}\"");
        (await browser.TextAsync(Page)).ShouldContain("Nothing goes on unread.");

        var given = await GiveAsync(("Form.Confirmed", "true"));
        given.Headers.Location!.PathAndQuery().ShouldBe($"{Page}?done=given");

        var shown = Browser.MainOf(await browser.TextAsync(Page));
        shown.ShouldContain("Desk, Office anneke");
        shown.ShouldContain("flash alone");
        shown.ShouldContain(">clears<");
        var id = (await network.Mette.GetAsync("/standing-authorities")).Body.GetProperty("items")[0].GetProperty("id");

        await browser.PostAsync(Page, (await browser.FormAsync(Page, $"end-{id}")).Filled());
        (await browser.TextAsync(Page)).ShouldContain("Nothing goes on unread.");
    }

    [Fact]
    public async Task without_the_word_that_he_answers_for_it_nothing_is_given()
    {
        var answer = await GiveAsync();

        (await answer.Content.ReadAsStringAsync()).ShouldContain("Say that you answer for what goes on unread.");
        (await browser.TextAsync(Page)).ShouldContain("Nothing goes on unread.");
    }

    [Fact]
    public async Task for_who_does_not_clear_there_is_no_such_page()
    {
        await network.Office.Get<AccountRegister>().SetDutiesAsync("mette", Duties.Write);

        (await browser.OpenAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.TextAsync("/dispatches?box=to-clear")).ShouldNotContain(Page);
    }

    private async Task<HttpResponseMessage> GiveAsync(params (string, string)[] filled) =>
        await browser.PostAsync(Page, (await browser.FormAsync(Page, "give")).Filled(filled));
}
