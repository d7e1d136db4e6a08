using System.Net;
using Legation.Records.Storage;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What is said of a draft's paragraphs and proposed for them.</summary>
public sealed class DraftCommentTests : DraftAtWork
{
    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await ShareAsync("bo", "commentator");
    }

    [Fact]
    public async Task a_comment_is_seen_at_its_paragraph_by_all_who_work_on_the_draft()
    {
        (await CommentAsync(2, "By how much?")).Status.ShouldBe(HttpStatusCode.Created);

        var seen = (await CommentsAsync(Anna)).ShouldHaveSingleItem();
        seen.GetProperty("remark").GetString().ShouldBe("By how much?");
        seen.GetProperty("paragraphName").GetString().ShouldBe("Paragraph 2");
        seen.GetProperty("changedSince").GetBoolean().ShouldBeFalse();
        (await CommentsAsync(Bo)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_paragraph_is_followed_when_others_are_written_above_it()
    {
        var key = await KeyAsync(2);
        await CommentAsync(2, "By how much?");
        await SaveAsync("1. New.\n\n2. The fees rise.\n\n3. The port asks for more.\n\n4. We advise to wait.");

        var seen = (await CommentsAsync(Bo)).ShouldHaveSingleItem();
        seen.GetProperty("paragraphName").GetString().ShouldBe("Paragraph 3");
        seen.GetProperty("changedSince").GetBoolean().ShouldBeFalse();
        var by = await Bo.PostAsync($"/drafts/{Id}/comments", new { paragraph = key, remark = "And when?" });
        by.Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task what_is_accepted_stands_in_the_text_and_how_it_was_is_kept_beside_it()
    {
        var suggestion = await SuggestAsync(Bo, 3, "Wait.");

        (await AcceptAsync(Anna, suggestion)).Status.ShouldBe(HttpStatusCode.OK);

        (await ReadAsync(Bo))["text"].ShouldBe("1. The fees rise.\n\n2. The port asks for more.\n\n3. Wait.");
        var seen = (await CommentsAsync(Bo)).ShouldHaveSingleItem();
        seen.GetProperty("state").GetString().ShouldBe("accepted");
        seen.GetProperty("wordsThen").GetString().ShouldBe("We advise to wait.");
        seen.GetProperty("paragraphName").GetString().ShouldBe("Paragraph 3");
        (await AcceptAsync(Anna, suggestion))["code"].ShouldBe("decided");
    }

    [Fact]
    public async Task a_paragraph_keeps_its_marking_under_other_words()
    {
        await SaveAsync("1. [[RESTRICTED]] The fees rise.\n\n2. The port asks for more.", "UNCLASSIFIED");
        var suggestion = await SuggestAsync(Bo, 1, "Fees are up.");

        await AcceptAsync(Anna, suggestion);

        (await ReadAsync(Anna))["text"].ShouldBe("1. [[RESTRICTED]] Fees are up.\n\n2. The port asks for more.");
    }

    [Fact]
    public async Task against_a_paragraph_that_has_changed_nothing_is_accepted_until_its_author_has_named_it()
    {
        var suggestion = await SuggestAsync(Bo, 3, "Wait.");
        var changed = Text.Replace("to wait", "to wait until spring", StringComparison.Ordinal);
        await SaveAsync(changed);

        var refused = await AcceptAsync(Anna, suggestion);

        (refused.Status, refused["code"]).ShouldBe((HttpStatusCode.Conflict, "paragraph-changed"));
        (await ReadAsync(Anna))["text"].ShouldBe(changed);
        var seen = (await CommentsAsync(Anna)).ShouldHaveSingleItem();
        seen.GetProperty("changedSince").GetBoolean().ShouldBeTrue();
        seen.GetProperty("wordsThen").GetString().ShouldBe("We advise to wait.");
        seen.GetProperty("wordsNow").GetString().ShouldBe("We advise to wait until spring.");

        (await AcceptAsync(Anna, suggestion, await KeyAsync(3))).Status.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(Anna))["text"]!.ShouldEndWith("3. Wait.");
    }

    [Fact]
    public async Task the_author_alone_decides_and_declines_with_a_word()
    {
        var suggestion = await SuggestAsync(Bo, 3, "Wait.");
        var decline = $"/drafts/{Id}/suggestions/{suggestion}/decline";

        (await AcceptAsync(Bo, suggestion)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Bo.PostAsync(decline, new { answer = "No." })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Anna.PostAsync(decline, new { answer = " " })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Anna.PostAsync(decline, new { answer = "Too short." })).Status.ShouldBe(HttpStatusCode.OK);

        var seen = (await CommentsAsync(Bo)).ShouldHaveSingleItem();
        seen.GetProperty("answer").GetString().ShouldBe("Too short.");
        (await ReadAsync(Anna))["text"].ShouldBe(Text);
    }

    [Fact]
    public async Task with_whom_it_is_not_shared_says_nothing_of_it()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var key = await KeyAsync(1);

        (await Cleo.GetAsync($"/drafts/{Id}/comments")).Status.ShouldBe(HttpStatusCode.NotFound);
        var said = await Cleo.PostAsync($"/drafts/{Id}/comments", new { paragraph = key, remark = "Who asks?" });
        said.Status.ShouldBe(HttpStatusCode.NotFound);
        (await CommentsAsync(Anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task words_quoted_from_under_a_higher_label_are_not_shown_to_who_may_not_have_it()
    {
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL");
        await SaveAsync($"{Text}\n\n4. [[CONFIDENTIAL]] He drinks.");
        await SuggestAsync(Bo, 4, "He drank.");
        await SaveAsync(Text);
        (await CommentsAsync(Bo)).ShouldHaveSingleItem();

        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");

        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.OK);
        (await CommentsAsync(Bo)).ShouldBeEmpty();
        (await CommentsAsync(Anna)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task nothing_of_it_is_left_once_the_draft_is_released_or_discarded()
    {
        await CommentAsync(1, "Kumquat");
        await SuggestAsync(Bo, 3, "Kumquat.");
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var read = await Anna.GetAsync($"/dispatches/{Id}");
        (await Anna.PutAsync($"/dispatches/{Id}", Dispatch("RESTRICTED", [Cleo]), read.Tag!)).Status.ShouldBe(
            HttpStatusCode.OK
        );

        (await Cleo.GetAsync($"/dispatches/{Id}")).Body.ToString().ShouldNotContain("Kumquat");
        (await RowsAsync()).ShouldBe(0);
        Node.Get<IRecordStore>().OpenReader().Query(JournalHas, r => r.GetInt32(0), "%Kumquat%").Single().ShouldBe(0);
    }

    [Fact]
    public async Task a_discarded_draft_takes_its_comments_with_it()
    {
        await CommentAsync(1, "By how much?");

        await Anna.DeleteAsync($"/dispatches/{Id}");

        (await RowsAsync()).ShouldBe(0);
    }

    private const string JournalHas = "SELECT COUNT(*) FROM journal WHERE CAST(content AS TEXT) LIKE $1";

    private Task<Answered> CommentAsync(int paragraph, string remark) => CommentAsync(Bo, paragraph, remark);

    private async Task<Answered> CommentAsync(Officer officer, int paragraph, string remark) =>
        await officer.PostAsync($"/drafts/{Id}/comments", new { paragraph = await KeyAsync(paragraph), remark });

    private Task<int> RowsAsync()
    {
        using var session = Node.Get<IRecordStore>().OpenReader();
        return Task.FromResult(
            session
                .Query(
                    "SELECT (SELECT COUNT(*) FROM dispatch_draft_comment) + (SELECT COUNT(*) FROM dispatch_draft_share)",
                    r => r.GetInt32(0)
                )
                .Single()
        );
    }
}
