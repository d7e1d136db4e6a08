using System.Net;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Commands;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Communications;

/// <summary>Two operators carry files between nodes whose link is paused.</summary>
public sealed class CarriedPageTests : IAsyncLifetime
{
    private const string Directory =
        """{"offices":[{"key":"one","name":[{"text":"Office one","lang":"en"}]},{"key":"two","name":[{"text":"Office two","lang":"en"}]}]}""";

    private TestNode here = null!;
    private TestNode there = null!;
    private Browser operatesHere = null!;
    private Browser operatesThere = null!;
    private string link = "";

    public async ValueTask InitializeAsync()
    {
        (here, there) = (await TestNode.StartAsync(), await TestNode.StartAsync());
        link = await LinkAsync(here, there);
        await LinkAsync(there, here);
        (operatesHere, operatesThere) = (await OperatorAsync(here), await OperatorAsync(there));
    }

    public async ValueTask DisposeAsync()
    {
        operatesHere.Dispose();
        operatesThere.Dispose();
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public async Task what_waits_is_downloaded_taken_in_there_and_the_receipts_come_back()
    {
        (await new ImportDirectory(Directory).RunAsync(here.Host.Services)).Code.ShouldBe(0);
        var file = await WriteAsync();
        (await operatesHere.TextAsync($"/communications/{link}")).ShouldMatch(
            "Written into a file</dt><dd><time[^>]*>[^<]*</time>, [0-9]+ records, no receipt yet"
        );

        var read = await ReadAsync(operatesThere, file);
        var shown = WebUtility.HtmlDecode(await operatesThere.TextAsync(read));
        shown.ShouldContain("Records from");
        shown.ShouldContain("stored");
        var receipts = await (await operatesThere.OpenAsync($"{read}/receipts")).Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken
        );
        (await operatesHere.TextAsync(await ReadAsync(operatesHere, receipts))).ShouldContain("Receipts from");

        (await operatesHere.TextAsync($"/communications/{link}")).ShouldContain("; the receipts are in");
        here.Get<Links>().Find(link)!.Lanes.ShouldAllBe(lane => lane.Queued + lane.Sent == 0);
        (await PostAsync(operatesHere)).Headers.Location!.ToString().ShouldEndWith("?carried=nothing");
        var nothing = await operatesHere.TextAsync($"/communications/{link}?carried=nothing");
        nothing
            .IndexOf("No file was written.", StringComparison.Ordinal)
            .ShouldBeInRange(0, nothing.IndexOf("<dl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_page_says_that_what_waits_could_not_go_into_a_file()
    {
        var page = WebUtility.HtmlDecode(await operatesHere.TextAsync($"/communications/{link}?carried=left-out"));
        page.ShouldContain("No file was written.");
        page.ShouldContain("damaged at this node");
    }

    [Fact]
    public async Task a_file_that_was_cut_off_is_refused_on_the_page()
    {
        (await new ImportDirectory(Directory).RunAsync(here.Host.Services)).Code.ShouldBe(0);
        var file = await WriteAsync();
        var read = await ReadAsync(operatesThere, file[..^5]);
        (await operatesThere.TextAsync(read)).ShouldContain("The file was cut off");
        (await operatesThere.OpenAsync($"{read}/receipts")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task who_does_not_operate_the_node_and_a_form_without_its_token_get_no_file()
    {
        await here.AddUserAsync("reader", Duties.Write);
        using var reads = here.Browse();
        await reads.SignInAsync("reader", TestNode.Password);
        (await reads.PostAsync($"/communications/{link}/write")).IsSuccessStatusCode.ShouldBeFalse();
        (await reads.OpenAsync("/communications/read/x.carried")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await operatesHere.PostAsync($"/communications/{link}/write")).IsSuccessStatusCode.ShouldBeFalse();
    }

    private static async Task<string> LinkAsync(TestNode node, TestNode peer)
    {
        var least = ClearanceText.Least(Labels.ShippedPolicies.LegationDemo);
        var card = (await node.Get<NodeCards>().AcceptAsync(peer.Get<NodeCards>().Own(), least)).Value;
        var added = (await node.Get<Links>().AddAsync(card.Node, carriesTheRest: true)).Value;
        (await node.Get<Links>().PauseAsync(added.Id)).Refusal.ShouldBeNull();
        return added.Id;
    }

    private static async Task<Browser> OperatorAsync(TestNode node)
    {
        await node.AddUserAsync("operator", Duties.Operate);
        var browser = node.Browse();
        await browser.SignInAsync("operator", TestNode.Password);
        return browser;
    }

    private async Task<byte[]> WriteAsync()
    {
        var answer = await PostAsync(operatesHere);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar!.ShouldContain("ALLIANCE");
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(Browser browser)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await TokenAsync(browser))]);
        return await browser.PostAsync($"/communications/{link}/write", form);
    }

    /// <summary>Brings a file; the page that says what became of it.</summary>
    private async Task<string> ReadAsync(Browser browser, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(browser)), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "file", "carried" },
        };
        var answer = await browser.PostAsync("/communications/read", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }

    private async Task<string> TokenAsync(Browser browser)
    {
        var node = browser == operatesHere ? here : there;
        var page = await browser.TextAsync($"/communications/{node.Get<Links>().All().Single().Id}");
        return page.Split("__RequestVerificationToken\" value=\"")[^1].Split('"')[0];
    }
}
