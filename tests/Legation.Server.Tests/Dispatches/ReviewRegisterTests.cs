using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Labels that are to be looked at again, and the day on which.</summary>
public sealed class ReviewRegisterTests : TwoPersons
{
    [Fact]
    public async Task a_dispatch_whose_day_of_review_has_come_is_to_be_reviewed_until_it_gets_another()
    {
        var id = await ReleasedAsync("RESTRICTED", Day(3));
        (await ToReviewAsync(Anna)).ShouldBeEmpty();

        Node.Clock.Shift = TimeSpan.FromDays(3);
        var author = new Officer(Anna.Post, Node.Call(await Node.TokenAsync("anna")));
        var reader = new Officer(Cleo.Post, Node.Call(await Node.TokenAsync("cleo")));

        (await ToReviewAsync(author)).ShouldBe([id]);
        (await ToReviewAsync(reader)).ShouldBeEmpty("she may not have it");
        var reviewed = await author.PostAsync(
            $"/dispatches/{id}/relabel",
            new { review = Day(9), reason = "It is as sensitive as it was." }
        );
        reviewed.Status.ShouldBe(HttpStatusCode.OK, reviewed.Body.ToString());
        (await ToReviewAsync(author)).ShouldBeEmpty();
        (await author.GetAsync($"/dispatches/{id}"))["review"].ShouldBe(Day(9));
        (await ClassificationAsync(author, id)).ShouldBe("RESTRICTED");
    }

    [Theory]
    [InlineData("2026-13-01", "Write the day as")]
    [InlineData("2001-01-01", "a day after today")]
    public async Task a_day_of_review_that_cannot_be_is_refused_in_its_place(string review, string words)
    {
        var id = await ReleasedAsync("RESTRICTED");

        var refused = await Anna.PostAsync($"/dispatches/{id}/relabel", new { review, reason = "Later." });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain(words);
    }

    [Fact]
    public async Task the_register_of_reviews_is_offered_to_who_has_something_to_review()
    {
        await ReleasedAsync("RESTRICTED", Day(3));
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldNotContain("To review");

        Node.Clock.Shift = TimeSpan.FromDays(3);

        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldContain("To review");
    }

    [Fact]
    public async Task what_cannot_be_done_is_said_on_the_form_and_loses_nothing_of_what_was_typed()
    {
        var id = await ReleasedAsync("RESTRICTED");
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var page = $"/dispatches/{id}";
        var form = await browser.FormAsync(page, "relabel");

        var answer = await browser.PostAsync(
            page,
            form.Filled(("Relabel.Reason", "As it was agreed."), ("Relabel.Review", "2001-01-01"))
        );

        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("a day after today");
        text.ShouldContain("As it was agreed.");
        text.ShouldContain("2001-01-01");
    }

    private static string Day(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", null);

    private static Task<List<string?>> ToReviewAsync(Officer officer) => IdsAsync(officer, "box=to-review");
}
