using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Who sees and changes a draft that its author shares, and until when.</summary>
public sealed class SharedDraftTests : DraftAtWork
{
    [Fact]
    public async Task a_draft_is_its_authors_alone_until_he_shares_it()
    {
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await IdsAsync(Bo, "box=drafts")).ShouldBeEmpty();

        (await ShareAsync("bo", "commentator")).Status.ShouldBe(HttpStatusCode.OK);

        var read = await ReadAsync(Bo);
        (read["text"], read["role"]).ShouldBe((Text, "commentator"));
        (await IdsAsync(Bo, "box=drafts")).ShouldBe([Id]);
        (await IdsAsync(Cleo, "box=drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task once_it_is_taken_back_there_is_no_such_draft()
    {
        await ShareAsync("bo", "co-author");
        var tag = (await ReadAsync(Bo)).Tag!;

        (await Anna.DeleteAsync($"/drafts/{Id}/shares/{PersonOf("bo")}")).ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await WriteAsync(tag)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Bo.GetAsync($"/drafts/{Id}/comments")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await IdsAsync(Bo, "box=drafts")).ShouldBeEmpty();
        (await Anna.DeleteAsync($"/drafts/{Id}/shares/{PersonOf("bo")}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task with_a_lower_clearance_it_is_gone()
    {
        await ShareAsync("bo", "commentator");

        await ClearAsync("bo", "UNCLASSIFIED");

        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await IdsAsync(Bo, "box=drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task under_a_higher_label_or_with_a_paragraph_under_one_it_is_gone()
    {
        await ShareAsync("bo", "commentator");

        await SaveAsync(Text, "CONFIDENTIAL");
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        await SaveAsync(Text);
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.OK);
        await SaveAsync($"{Text}\n\n4. [[CONFIDENTIAL]] He drinks.");
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        await SaveAsync($"{Text}\n\n4. [[CONFIDENTAIL]] He drinks.");
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task it_is_not_shared_with_whom_its_label_does_not_permit_and_its_author_sees_why()
    {
        var refused = await ShareAsync("cleo", "commentator");

        (refused.Status, refused["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "may-not-read"));
        var others = (await Anna.GetAsync($"/drafts/{Id}/shares")).Body.GetProperty("items").EnumerateArray();
        var cleo = others.Single(other => other.GetProperty("person").GetString() == PersonOf("cleo"));
        cleo.GetProperty("maySee").GetBoolean().ShouldBeFalse();
        cleo.GetProperty("why").GetString()!.ShouldContain("RESTRICTED");
    }

    [Fact]
    public async Task a_draft_without_a_label_is_not_shared()
    {
        var made = await Anna.PostAsync(
            "/dispatches",
            new
            {
                subject = "Fees",
                text = Text,
                release = false,
            }
        );

        var refused = await Anna.PutAsync(
            $"/drafts/{made["id"]}/shares/{PersonOf("bo")}",
            new { role = "commentator" },
            "*"
        );

        refused["code"].ShouldBe("may-not-read");
    }

    [Fact]
    public async Task what_answers_a_dispatch_is_shared_only_with_who_has_that_dispatch()
    {
        var original = await ReleasedAsync("UNCLASSIFIED", [Cleo]);
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        (body["sources"], body["release"]) = (new[] { original }, false);
        var made = (await Anna.PostAsync("/dispatches", body))["id"];

        Task<Hosting.Answered> ShareWithAsync(string account) =>
            Anna.PutAsync($"/drafts/{made}/shares/{PersonOf(account)}", new { role = "commentator" }, "*");

        (await ShareWithAsync("bo"))["code"].ShouldBe("may-not-read");
        (await ShareWithAsync("cleo")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_commentator_writes_nothing_in_it_and_a_co_author_subject_and_text_alone()
    {
        await ShareAsync("bo", "commentator");
        (await WriteAsync((await ReadAsync(Bo)).Tag!)).Status.ShouldBe(HttpStatusCode.Forbidden);
        await ShareAsync("bo", "co-author");

        (await WriteAsync((await ReadAsync(Bo)).Tag!)).Status.ShouldBe(HttpStatusCode.OK);

        var read = await Anna.GetAsync($"/dispatches/{Id}");
        (read["subject"], read["text"]).ShouldBe(("Berthing", "1. By Bo."));
        read.Body.GetProperty("action").GetArrayLength().ShouldBe(1);
        (await ClassificationAsync(Anna, Id)).ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task who_has_read_an_earlier_state_overwrites_nothing()
    {
        await ShareAsync("bo", "co-author");
        var tag = (await ReadAsync(Bo)).Tag!;
        await SaveAsync("1. By Anna.");

        (await WriteAsync(tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);

        (await ReadAsync(Bo))["text"].ShouldBe("1. By Anna.");
    }

    [Fact]
    public async Task a_co_author_marks_no_paragraph_above_what_he_may_read()
    {
        await ShareAsync("bo", "co-author");

        var refused = await Bo.PutAsync(
            $"/drafts/{Id}",
            new { text = "1. [[CONFIDENTIAL]] He drinks." },
            (await ReadAsync(Bo)).Tag!
        );

        refused["code"].ShouldBe("above-your-clearance");
        (await ReadAsync(Bo))["text"].ShouldBe(Text);
    }

    [Fact]
    public async Task whoever_does_not_write_dispatches_is_no_co_author()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.None);

        (await ShareAsync("bo", "co-author"))["code"].ShouldBe("does-not-write");
        (await ShareAsync("bo", "commentator")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task only_its_author_shares_releases_and_discards_it()
    {
        await ShareAsync("bo", "co-author");
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");

        (await ShareAsync("cleo", "commentator", Bo)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Bo.GetAsync($"/drafts/{Id}/shares")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Bo.PutAsync($"/dispatches/{Id}", Dispatch("RESTRICTED", [Cleo]), "*")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await Bo.DeleteAsync($"/dispatches/{Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(Anna)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_is_shared_is_shared_with_a_person_and_not_with_who_acts_for_him()
    {
        await ShareAsync("bo", "commentator");
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var deputy = await ActingAsync("cleo", "bo");

        (await ReadAsync(deputy)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task released_it_is_a_dispatch_and_no_shared_draft()
    {
        await ShareAsync("bo", "commentator");
        var id = Id;
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var read = await Anna.GetAsync($"/dispatches/{id}");

        var released = await Anna.PutAsync($"/dispatches/{id}", Dispatch("RESTRICTED", [Cleo]), read.Tag!);

        released.Status.ShouldBe(HttpStatusCode.OK, released.Body.ToString());
        (await ReadAsync(Bo)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await IdsAsync(Bo, "box=drafts")).ShouldBeEmpty();
    }

    private Task<Hosting.Answered> WriteAsync(string tag) =>
        Bo.PutAsync($"/drafts/{Id}", new { subject = "Berthing", text = "1. By Bo." }, tag);
}
