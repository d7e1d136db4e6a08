using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The pages on which several work on a draft, without script.</summary>
public sealed class TogetherPageTests : DraftAtWork
{
    private Browser anna = null!;
    private Browser bo = null!;

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        (anna, bo) = (Node.Browse(), Node.Browse());
        await anna.SignInAsync("anna", TestNode.Password);
        await bo.SignInAsync("bo", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        anna.Dispose();
        bo.Dispose();
        return base.DisposeAsync();
    }

    private string Share => $"/dispatches/{Id}/share";

    private string Together => $"/dispatches/{Id}/together";

    private string Write => $"/dispatches/{Id}/write";

    [Fact]
    public async Task it_is_shared_seen_in_the_register_and_taken_back()
    {
        (await bo.OpenAsync(Together)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Browser.MainOf(await anna.TextAsync(Share)).ShouldContain("the clearance does not include RESTRICTED");

        await ChangeAsync("commentator", "bo");

        var register = Browser.MainOf(await bo.TextAsync("/dispatches?box=drafts"));
        register.ShouldContain($"href=\"{Together}\"");
        register.ShouldContain("for you to comment on");
        (await bo.OpenAsync(Write)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bo.OpenAsync(Share)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bo.OpenAsync($"/dispatches/{Id}/edit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await ChangeAsync("end", "bo");

        (await bo.OpenAsync(Together)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Browser.MainOf(await bo.TextAsync("/dispatches?box=drafts")).ShouldNotContain(Id);
    }

    [Fact]
    public async Task other_words_are_proposed_beside_the_text_and_accepted_there()
    {
        await ShareAsync("bo", "commentator");
        var on = $"{Together}?on={await KeyAsync(3)}";
        (await bo.TextAsync(Together)).ShouldContain($"href=\"{on}#say\"");

        var said = await bo.PostAsync(on, (await bo.FormAsync(on, "say")).Filled(("Said.Proposed", "Wait.")));
        said.StatusCode.ShouldBe(HttpStatusCode.Redirect, await said.Content.ReadAsStringAsync());

        var comment = (await CommentsAsync(Bo)).ShouldHaveSingleItem().GetProperty("id").GetString()!;
        (await anna.TextAsync($"/dispatches/{Id}/edit")).ShouldContain($"{Together}#{comment}");
        await anna.PostAsync(
            Together,
            (await anna.FormAsync(Together, $"decide-{comment}")).Filled(("Decision.Act", "accept"))
        );
        (await ReadAsync(Bo))["text"]!.ShouldEndWith("3. Wait.");
        Browser.MainOf(await bo.TextAsync(Together)).ShouldContain(">accepted<");
    }

    [Fact]
    public async Task words_left_as_they_are_propose_nothing_and_without_a_remark_nothing_is_said()
    {
        await ShareAsync("bo", "commentator");
        var on = $"{Together}?on={await KeyAsync(3)}";

        var empty = await bo.PostAsync(on, (await bo.FormAsync(on, "say")).Filled());
        (await empty.Content.ReadAsStringAsync()).ShouldContain("Write a comment, or change the words");
        await bo.PostAsync(on, (await bo.FormAsync(on, "say")).Filled(("Said.Remark", "Why wait?")));

        (await CommentsAsync(Anna)).ShouldHaveSingleItem().GetProperty("proposed").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task a_paragraph_that_changed_while_one_wrote_about_it_takes_no_comment_and_what_was_written_is_shown()
    {
        await ShareAsync("bo", "commentator");
        var on = $"{Together}?on={await KeyAsync(3)}";
        var form = await bo.FormAsync(on, "say");
        await SaveAsync("1. All is new.");

        var answer = await bo.PostAsync(on, form.Filled(("Said.Remark", "Why wait so long?")));

        var page = Browser.MainOf(await answer.Content.ReadAsStringAsync());
        page.ShouldContain("The paragraph is not as it was when you opened it.");
        page.ShouldContain("Why wait so long?");
        (await CommentsAsync(Anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task two_who_save_one_draft_see_both_texts_and_each_change_is_taken_where_only_one_made_it()
    {
        await ShareAsync("bo", "co-author");
        var form = await bo.FormAsync(Write, "write");
        await SaveAsync(Text.Replace("The fees rise", "The fees rise by a tenth", StringComparison.Ordinal));

        var refused = await bo.PostAsync(
            Write,
            form.Filled(("Form.Text", Text.Replace("to wait", "to pay", StringComparison.Ordinal)))
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await PageForm.ReadAsync(refused, "write");
        await bo.PostAsync(Write, page.Filled(("Form.Act", "merge")));
        (await ReadAsync(Anna))["text"]
            .ShouldBe("1. The fees rise by a tenth.\n\n2. The port asks for more.\n\n3. We advise to pay.");
    }

    [Fact]
    public async Task where_both_changed_a_paragraph_both_are_taken_unless_one_is_chosen()
    {
        await ShareAsync("bo", "co-author");
        var form = await anna.FormAsync($"/dispatches/{Id}/edit", "dispatch");
        await bo.SubmitAsync(Write, ("Form.Text", Text.Replace("to wait", "to pay", StringComparison.Ordinal)));
        var mine = form.Filled(("Form.Text", Text.Replace("to wait", "to protest", StringComparison.Ordinal)));

        var refused = await anna.PostAsync($"/dispatches/{Id}/edit", mine);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("We advise to pay.");
        var page = await PageForm.ReadAsync(refused, "dispatch");
        await anna.PostAsync($"/dispatches/{Id}/edit", page.Filled(("Form.Act", "merge")));
        var text = (await ReadAsync(Anna))["text"]!;
        text.ShouldContain("We advise to pay.");
        text.ShouldContain("We advise to protest.");
    }

    [Fact]
    public async Task a_third_saving_between_is_not_merged_over_unseen()
    {
        await ShareAsync("bo", "co-author");
        var form = await bo.FormAsync(Write, "write");
        await SaveAsync("1. By Anna.");
        var first = await bo.PostAsync(Write, form.Filled(("Form.Text", "1. By Bo.")));
        var page = await PageForm.ReadAsync(first, "write");
        await SaveAsync("1. By Anna again.");

        var second = await bo.PostAsync(Write, page.Filled(("Form.Act", "merge")));

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = Browser.MainOf(await second.Content.ReadAsStringAsync());
        shown.ShouldContain("By Anna again.");
        shown.ShouldContain("By Bo.");
        (await ReadAsync(Anna))["text"].ShouldBe("1. By Anna again.");
    }

    private async Task ChangeAsync(string change, string account) =>
        (await anna.SubmitAsync(Share, ("Form.Change", $"{change} {PersonOf(account)}"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
}
