using Legation.Organisations.Register;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Meeting notes become a report of call, and stay beside it.</summary>
public sealed class FromNotesTests : ThreeDesks
{
    private const string Notes =
        "Present: Min. Kim, Mr. Lee\n- First point\n2) Second point\nAction: Anna writes by Friday\n\nNext steps:\n- Bo calls\n\n出席者：田中、鈴木\n\nLast → not an action\n";

    [Fact]
    public async Task lines_become_paragraphs_names_a_list_and_what_is_to_be_done_the_next_steps()
    {
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.TextAsync("/dispatches")).ShouldContain("href=\"/dispatches/notes\"");
        var made = await browser.SubmitAsync("/dispatches/notes", ("Notes", Notes));
        var id = made.Headers.Location!.ToString().Split('/')[^2];
        var draft = await Anna.GetAsync($"/dispatches/{id}");
        draft["subject"]!.Trim().ShouldBe("Call on …:");
        draft["text"]!.ShouldMatch(@"\A## Summary\n\n1\. On \d{1,2} \w+ 20\d\d … called on");
        draft["text"]!.ShouldEndWith(
            "\n\n## Present\n\n- Min. Kim\n- Mr. Lee\n- 田中\n- 鈴木\n\n## What was said\n\n2. First point\n\n3. Second point\n\n4. Last → not an action\n\n## Comment\n\n5. …\n\n## Next steps\n\n- Anna writes by Friday\n- Bo calls"
        );

        var page = await browser.TextAsync($"/dispatches/{id}/edit");
        page.ShouldContain("“your notes”");
        await browser.SubmitAsync($"/dispatches/{id}/edit", ("Form.Act", "put-back"));
        (await Anna.GetAsync($"/dispatches/{id}"))["text"]!.ReplaceLineEndings("\n").Trim().ShouldBe(Notes.Trim());
    }

    [Fact]
    public async Task who_is_named_by_his_whole_name_and_in_the_directory_is_listed_with_a_remark()
    {
        var entered = await Node.Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("desk", [new("Desk", "en")])],
                    Posts = [new PostLine("kim", "desk", "Desk")],
                    People =
                    [
                        new PersonLine("kim", [new("Kim An", "en")], "kim"),
                        new PersonLine("lee", [new("Lee Bo", "en")], "kim"),
                    ],
                }
            );
        entered.Refusal.ShouldBeNull();
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var made = await browser.SubmitAsync("/dispatches/notes", ("Notes", "Kim An spoke; Lee Bows did not"));
        var text = (await Anna.GetAsync($"/dispatches/{made.Headers.Location!.ToString().Split('/')[^2]}"))["text"]!;
        text.ShouldContain("\n- Kim An (named in the notes: take this line away if not present)\n");
        text.ShouldNotContain("- Lee Bo (");
    }

    [Fact]
    public async Task a_form_that_is_posted_twice_makes_one_draft_and_an_empty_one_none()
    {
        using var browser = Node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var form = await browser.FormAsync("/dispatches/notes");
        await browser.PostAsync("/dispatches/notes", form.Filled(("Notes", "One")));
        await browser.PostAsync("/dispatches/notes", form.Filled(("Notes", "One")));
        var other = await browser.PostAsync("/dispatches/notes", form.Filled(("Notes", "Two")));
        (await other.Content.ReadAsStringAsync()).ShouldContain("a draft was made already");
        var empty = await browser.SubmitAsync("/dispatches/notes", ("Notes", " "));
        (await empty.Content.ReadAsStringAsync()).ShouldContain("of an empty page no report is made");
        (await Anna.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
    }
}
