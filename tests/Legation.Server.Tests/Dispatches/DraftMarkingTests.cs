using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Who works on somebody else's draft takes the marking off nothing.</summary>
public sealed class DraftMarkingTests : DraftAtWork
{
    private const string Ambassador = "The ambassador drinks with the harbour master every Friday.";
    private const string Marked = $"1. [[RESTRICTED]] {Ambassador}\n\n2. The port asks for more.";

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await ShareAsync("bo", "co-author");
        await SaveAsync(Marked, "UNCLASSIFIED");
    }

    [Fact]
    public async Task in_place_of_a_marked_paragraph_one_is_proposed()
    {
        (await RefusedAsync(1, "He drinks.\n\nThe harbour master too."))["code"].ShouldBe("beyond-its-paragraph");
        (await CommentsAsync(Anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_two_paragraphs_were_proposed_for_takes_them_no_more_once_it_is_marked()
    {
        var suggestion = await SuggestAsync(Bo, 2, "The port asks.\n\nIt asks for more.");
        var marked = Marked.Replace("2. The", "2. [[RESTRICTED]] The", StringComparison.Ordinal);
        await SaveAsync(marked, "UNCLASSIFIED");

        (await AcceptAsync(Anna, suggestion))["code"].ShouldBe("beyond-its-paragraph");

        (await ReadAsync(Anna))["text"].ShouldBe(marked);
    }

    [Fact]
    public async Task words_that_would_make_code_of_the_next_paragraph_are_not_proposed()
    {
        await SaveAsync($"The port asks for more.\n\n[[RESTRICTED]] {Ambassador}", "UNCLASSIFIED");

        (await RefusedAsync(1, "The port asks:\n\n```"))["code"].ShouldBe("beyond-its-paragraph");
    }

    [Theory]
    [InlineData($"1. {Ambassador}\n\n2. The port asks for more.")]
    [InlineData("1. The ambassador drinks with the harbour master every Monday.\n\n2. The port asks for more.")]
    [InlineData("1. [[RESTRICTED]] The ambassador drinks\n\n2. with the harbour master every Friday.")]
    [InlineData($"1. The port asks for more. {Ambassador}")]
    [InlineData($"1. [[RESTRICTED]] {Ambassador}\n\n2. {Ambassador}")]
    public async Task a_co_author_leaves_no_words_of_a_marked_paragraph_without_its_marking(string text)
    {
        var refused = await WriteAsync(text);

        (refused.Status, refused["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "marking-lowered"));
        (await ReadAsync(Anna))["text"].ShouldBe(Marked);
    }

    [Theory]
    [InlineData("1. The port asks for more.")]
    [InlineData($"1. The port asks for more than it did.\n\n2. [[RESTRICTED]] {Ambassador}\n\n3. We advise to wait.")]
    [InlineData("1. [[RESTRICTED]] The ambassador drinks with the harbour master.\n\n2. The port asks for more.")]
    public async Task he_writes_moves_and_strikes_out_what_he_likes(string text)
    {
        (await WriteAsync(text)).Status.ShouldBe(HttpStatusCode.OK);

        (await ReadAsync(Anna))["text"].ShouldBe(text);
    }

    [Fact]
    public async Task its_author_lowers_a_marking()
    {
        await SaveAsync(Marked.Replace("[[RESTRICTED]] ", "", StringComparison.Ordinal), "UNCLASSIFIED");

        (await ReadAsync(Bo))["text"]!.ShouldStartWith("1. The ambassador");
    }

    [Fact]
    public async Task what_was_answered_under_a_higher_label_is_not_shown_to_who_may_not_have_that()
    {
        var suggestion = await SuggestAsync(Bo, 2, "It asks.");
        await SaveAsync(Marked, "CONFIDENTIAL");
        var declined = await Anna.PostAsync(
            $"/drafts/{Id}/suggestions/{suggestion}/decline",
            new { answer = "Our source says more." }
        );
        declined.Status.ShouldBe(HttpStatusCode.OK);
        await SaveAsync(Marked, "UNCLASSIFIED");

        var seen = (await CommentsAsync(Bo)).ShouldHaveSingleItem();
        seen.GetProperty("state").GetString().ShouldBe("declined");
        seen.ToString().ShouldNotContain("Our source");
        (await CommentsAsync(Anna)).ShouldHaveSingleItem().ToString().ShouldContain("Our source");
    }

    private async Task<Answered> RefusedAsync(int paragraph, string words) =>
        await Bo.PostAsync(
            $"/drafts/{Id}/suggestions",
            new { paragraph = await KeyAsync(paragraph), proposed = words }
        );

    private async Task<Answered> WriteAsync(string text) =>
        await Bo.PutAsync($"/drafts/{Id}", new { subject = "Berthing", text }, (await ReadAsync(Bo)).Tag!);
}
