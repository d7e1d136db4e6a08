using System.Net;
using System.Text.Json;

namespace Legation.Server.Tests.Organisations;

public sealed class DirectoryApiTests : IAsyncLifetime
{
    private DirectoryNode directory = null!;

    public async ValueTask InitializeAsync() => directory = await DirectoryNode.StartAsync();

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task pages_have_every_entry_once(int limit)
    {
        var whole = Ids((await directory.Anna.GetAsync("/directory")).Body);
        var walked = new List<string>();
        var next = "";
        do
        {
            var page = (await directory.Anna.GetAsync($"/directory?limit={limit}{next}")).Body;
            walked.AddRange(Ids(page));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&next={Uri.EscapeDataString(cursor)}" : null;
        } while (next is not null);

        walked.ShouldBe(whole);
        whole.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("kind=subject")]
    [InlineData("organisation=ours")]
    [InlineData("limit=0")]
    public async Task what_the_list_does_not_know_is_refused(string query) =>
        (await directory.Anna.GetAsync($"/directory?{query}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task a_cursor_is_good_for_its_own_list_alone()
    {
        var cursor = (await directory.Anna.GetAsync("/directory?limit=1")).Body.GetProperty("next").GetString()!;

        var answer = await directory.Anna.GetAsync($"/directory?kind=post&next={Uri.EscapeDataString(cursor)}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task an_entry_is_answered_with_its_details_and_its_holders()
    {
        var post = (await directory.Anna.GetAsync($"/directory/{directory["head"]}")).Body;

        post.GetProperty("entry")
            .GetProperty("contact")
            .GetProperty("dutyNumber")
            .GetString()
            .ShouldBe("+81 3 0000 0199");
        post.GetProperty("entry").GetProperty("zone").GetString().ShouldBe("Asia/Tokyo");
        var holdings = post.GetProperty("holdings").EnumerateArray().ToList();
        holdings
            .ConvertAll(h => h.GetProperty("personName").GetString())
            .ShouldBe(["Rosalind Castellan", "Tanabe Kōichi", "Beatrice Okonjo"]);
        holdings[1].GetProperty("actingFor").GetString().ShouldBe(directory["castellan"].ToString());
    }

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
