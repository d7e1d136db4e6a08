using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna puts right what she has sent to Bo.</summary>
public sealed class CorrectedCopyTests : ThreeDesks
{
    private const string Reason = "It is autumn.";

    [Fact]
    public async Task it_is_a_dispatch_of_its_own_and_each_names_the_other()
    {
        var (id, copy) = await CorrectedAsync([Bo]);

        var old = await Bo.GetAsync($"/dispatches/{id}");
        var now = await Bo.GetAsync($"/dispatches/{copy}");

        old["status"].ShouldBe("superseded");
        old["correctedBy"].ShouldBe(copy);
        old["text"].ShouldBe("They rise in spring.");
        now["corrects"].ShouldBe(id);
        now["status"].ShouldBe("released");
        var page = await PageAsync("bo", $"/dispatches/{id}");
        page.ShouldContain($"SUPERSEDED BY {now["number"]}");
        page.ShouldContain(Reason);
    }

    [Fact]
    public async Task its_page_shows_what_was_corrected()
    {
        var (_, copy) = await CorrectedAsync([Bo]);

        var page = await PageAsync("bo", $"/dispatches/{copy}");

        page.ShouldContain("Corrected copy");
        page.ShouldContain("Was: </span>They rise in spring.</del>");
        page.ShouldContain("Is now: </span>They rise in autumn.</ins>");
    }

    [Fact]
    public async Task paragraphs_that_stay_are_no_correction_wherever_others_come_and_go()
    {
        var report = Dispatch("UNCLASSIFIED", [Bo]);
        report["text"] = "First.\n\nSecond.\n\nThird.\n\nFourth.";
        var id = (await Anna.PostAsync("/dispatches", report))["id"]!;
        var correction = Correction(id, [Bo]);
        correction["text"] = "Preface.\n\nFirst.\n\nThird.\n\nFourth.\n\nFifth.";
        var copy = (await Anna.PostAsync("/dispatches", correction))["id"]!;

        var page = await PageAsync("bo", $"/dispatches/{copy}");

        page.ShouldContain("Was: </span>Second.</del>");
        page.ShouldContain("Is now: </span>Preface.</ins>");
        page.ShouldContain("Is now: </span>Fifth.</ins>");
        (page.Split("<del>").Length, page.Split("<ins>").Length).ShouldBe((2, 3));
    }

    [Fact]
    public async Task who_does_not_get_the_copy_learns_that_there_is_one_and_not_its_number()
    {
        var (id, copy) = await CorrectedAsync([Cleo]);

        var old = await Bo.GetAsync($"/dispatches/{id}");

        old["status"].ShouldBe("superseded");
        old["correctedBy"].ShouldBe("");
        old.Body.ToString().ShouldNotContain(copy);
        var list = (await Bo.GetAsync("/dispatches?box=inbox")).Body.ToString();
        list.ShouldContain("\"isCorrected\":true");
        list.ShouldNotContain(copy);
        (await Bo.GetAsync($"/dispatches/{copy}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PageAsync("bo", $"/dispatches/{id}")).ShouldContain("or is not for you");
    }

    [Fact]
    public async Task who_gets_the_copy_alone_learns_of_no_other()
    {
        var (_, copy) = await CorrectedAsync([Cleo]);

        (await Cleo.GetAsync($"/dispatches/{copy}"))["corrects"].ShouldBe("");
        (await PageAsync("cleo", $"/dispatches/{copy}")).ShouldNotContain("Corrected copy");
    }

    [Fact]
    public async Task the_task_is_the_copys_from_then_on()
    {
        var (id, copy) = await CorrectedAsync([Bo]);

        (await Bo.PostAsync($"/dispatches/{id}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.Conflict);
        var today = await PageAsync("bo", "/");
        today.Split("Acknowledge: Berthing fees").Length.ShouldBe(2, "once, for the copy");
        (await Bo.PostAsync($"/dispatches/{copy}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_draft_of_one_leaves_the_dispatch_as_it_is()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var draft = await Anna.PostAsync("/dispatches", Correction(id, [Bo], release: false));

        draft["status"].ShouldBe("draft");
        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task it_takes_a_reason_and_without_one_nothing_is_released()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        var correction = Correction(id, [Bo]);
        correction["reason"] = "";

        var refused = await Anna.PostAsync("/dispatches", correction);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Body.ToString().ShouldContain("Say why");
        (await IdsAsync(Anna, "box=sent")).ShouldBe([id]);
    }

    [Fact]
    public async Task nobody_corrects_what_another_post_released_nor_what_he_does_not_have()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var bo = await Bo.PostAsync("/dispatches", Correction(id, [Anna]));
        var cleo = await Cleo.PostAsync("/dispatches", Correction(id, [Anna]));

        bo.Status.ShouldBe(HttpStatusCode.Forbidden);
        bo["code"].ShouldBe("not-yours-to-cancel");
        cleo.Body.ToString().ShouldContain("no such dispatch");
        (await IdsAsync(Anna, "box=inbox")).ShouldBeEmpty();
        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task what_was_cancelled_or_corrected_is_not_corrected_again()
    {
        var (id, _) = await CorrectedAsync([Bo]);

        var again = await Anna.PostAsync("/dispatches", Correction(id, [Bo]));

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        (await IdsAsync(Anna, "box=sent")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_copy_is_corrected_in_its_turn()
    {
        var (_, copy) = await CorrectedAsync([Bo]);

        var third = await Anna.PostAsync("/dispatches", Correction(copy, [Bo]));

        third.Status.ShouldBe(HttpStatusCode.Created, third.Body.ToString());
        (await Bo.GetAsync($"/dispatches/{copy}"))["status"].ShouldBe("superseded");
    }

    [Fact]
    public async Task it_is_written_in_the_editor_which_begins_with_what_was_released()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var editor = (await browser.OpenAsync($"/dispatches/new?corrects={id}")).Headers.Location!.PathAndQuery();
        (await browser.TextAsync(editor)).ShouldContain("They rise in spring.");

        var saved = await browser.SubmitAsync(
            editor,
            ("Form.Text", "They rise in autumn."),
            ("Form.CorrectionReason", Reason),
            ("Form.Act", "release")
        );
        var last = saved.Headers.Location!.PathAndQuery();
        var page = await browser.TextAsync(last);
        page.ShouldContain("is superseded");
        page.ShouldContain("Office bo");
        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
        await browser.SubmitAsync(last);

        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("superseded");
    }

    private async Task<(string Id, string Copy)> CorrectedAsync(IEnumerable<Officer> to)
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        var copy = await Anna.PostAsync("/dispatches", Correction(id, to));
        copy.Status.ShouldBe(HttpStatusCode.Created, copy.Body.ToString());
        return (id, copy["id"]!);
    }

    private static Dictionary<string, object?> Correction(string id, IEnumerable<Officer> to, bool release = true)
    {
        var correction = Dispatch("UNCLASSIFIED", to);
        correction["text"] = "They rise in autumn.";
        correction["corrects"] = id;
        correction["reason"] = Reason;
        correction["release"] = release;
        return correction;
    }

    private async Task<string> PageAsync(string name, string path)
    {
        using var browser = Node.Browse();
        await browser.SignInAsync(name, TestNode.Password);
        return await browser.TextAsync(path);
    }
}
