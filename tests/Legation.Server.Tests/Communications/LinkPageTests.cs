using System.Net;
using System.Text.Json;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Commands;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Communications;

/// <summary>The page of a link to a peer that is not there, on which sixty records wait.</summary>
public sealed class LinkPageTests : IAsyncLifetime
{
    private const int Offices = 60;
    private TestNode node = null!;
    private Browser operates = null!;
    private string link = "";

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("operator", Duties.Operate);
        await node.AddUserAsync("reader", Duties.Write);
        await using var other = await TestNode.StartAsync();
        var least = ClearanceText.Least(Labels.ShippedPolicies.LegationDemo);
        var card = (await node.Get<NodeCards>().AcceptAsync(other.Get<NodeCards>().Own(), least)).Value;
        link = (await node.Get<Links>().AddAsync(card.Node, carriesTheRest: true)).Value.Id;
        (await node.Get<Links>().PauseAsync(link)).Refusal.ShouldBeNull();
        var entries = Enumerable
            .Range(1, Offices)
            .Select(i => $$"""{"key":"o{{i}}","name":[{"text":"Office {{i}}","lang":"en"}]}""");
        var directory = $$"""{"offices":[{{string.Join(',', entries)}}]}""";
        (await new ImportDirectory(directory).RunAsync(node.Host.Services)).Code.ShouldBe(0);
        operates = node.Browse();
        await operates.SignInAsync("operator", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        operates.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task the_page_of_a_link_is_there_for_who_operates_the_node_alone()
    {
        using var reads = node.Browse();
        await reads.SignInAsync("reader", TestNode.Password);
        (await reads.OpenAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await operates.OpenAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await operates.OpenAsync("/communications/0")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_waits_is_listed_page_by_page_each_record_once()
    {
        var seen = new List<string>();
        for (var next = ""; next is not null; )
        {
            var page = await QueueAsync($"?section=waiting&limit=25{(next.Length > 0 ? $"&next={next}" : "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("record").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        seen.Count.ShouldBe(seen.Distinct().Count());
        seen.Count(id => id.StartsWith("office--", StringComparison.Ordinal)).ShouldBe(Offices);
    }

    [Fact]
    public async Task the_second_page_begins_where_the_first_ended()
    {
        var first = await operates.TextAsync(Page);
        first.ShouldContain("50 shown");
        var next = WebUtility.HtmlDecode(first.Split("rel=\"next\"")[0].Split("href=\"")[^1].Split('"')[0]);
        (await operates.TextAsync(next)).ShouldContain("First page");
    }

    [Fact]
    public async Task records_are_named_by_kind_and_id_and_not_by_title() =>
        (await operates.TextAsync(Page)).ShouldNotContain("Office 7");

    [Fact]
    public async Task the_oldest_that_waits_says_how_far_behind_a_link_is()
    {
        node.Clock.Shift = TimeSpan.FromMinutes(42);
        (await operates.TextAsync("/communications")).ShouldContain("42 min");
        (await operates.TextAsync(Page)).ShouldContain("for 42 min");
    }

    [Fact]
    public async Task a_paused_link_is_resumed_before_it_can_be_tried()
    {
        (await operates.TextAsync(Page)).ShouldNotContain("Try now");
        (await node.Get<Links>().TryNowAsync(link)).Refusal.ShouldNotBeNull().Code.ShouldBe("link-paused");
        await operates.SubmitAsync(Page, ("Act", "resume"));
        (await operates.TextAsync(Page)).ShouldContain("Try now");
        (await operates.SubmitAsync(Page, ("Act", "try"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        node.Get<Links>().Find(link)!.State.ShouldNotBe(LinkState.Paused);
    }

    [Fact]
    public async Task a_list_of_one_lane_holds_no_other()
    {
        (await QueueAsync("?lane=flash")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await QueueAsync("?lane=system&limit=200"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldAllBe(item => item.GetProperty("lane").GetString() == "system");
    }

    [Fact]
    public async Task a_lane_or_part_that_is_none_is_refused_with_those_that_are()
    {
        using var program = node.Call(await node.TokenAsync("operator"));
        var answer = await program.GetAsync(
            new Uri(node.Pages, $"/api/v1/links/{link}/queue?lane=express"),
            TestContext.Current.CancellationToken
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(
            "express is none of: system, flash, immediate, priority, routine, attachments"
        );
    }

    private string Page => $"/communications/{link}";

    private async Task<JsonElement> QueueAsync(string query)
    {
        using var program = node.Call(await node.TokenAsync("operator"));
        var answer = await program.GetStringAsync(
            new Uri(node.Pages, $"/api/v1/links/{link}/queue{query}"),
            TestContext.Current.CancellationToken
        );
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }
}
