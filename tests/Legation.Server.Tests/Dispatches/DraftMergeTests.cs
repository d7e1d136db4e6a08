using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What is ticked first where two have saved one draft.</summary>
public sealed class DraftMergeTests : DraftAtWork
{
    private Browser bo = null!;

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await ShareAsync("bo", "co-author");
        bo = Node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        bo.Dispose();
        return base.DisposeAsync();
    }

    private string Write => $"/dispatches/{Id}/write";

    [Fact]
    public async Task a_subject_that_one_did_not_touch_is_the_others()
    {
        var refused = await ClashAsync(
            () => SaveSubjectAsync("Fees at the pier"),
            ("Form.Text", Text.Replace("to wait", "to pay", StringComparison.Ordinal))
        );

        await MergeAsync(refused);

        var read = await ReadAsync(Anna);
        (read["subject"], read["text"]!.EndsWith("to pay.", StringComparison.Ordinal)).ShouldBe(
            ("Fees at the pier", true)
        );
    }

    [Fact]
    public async Task a_subject_that_both_changed_is_as_one_typed_it()
    {
        var refused = await ClashAsync(
            () => SaveSubjectAsync("Fees at the pier"),
            ("Form.Subject", "Fees in the harbour")
        );

        await MergeAsync(refused);

        (await ReadAsync(Anna))["subject"].ShouldBe("Fees in the harbour");
    }

    [Fact]
    public async Task where_one_struck_out_what_the_other_changed_neither_is_preferred()
    {
        var refused = await ClashAsync(
            () => SaveAsync("1. The fees rise.\n\n3. We advise to wait."),
            ("Form.Text", Text.Replace("asks for more", "asks for less", StringComparison.Ordinal))
        );

        var page = Browser.MainOf(await refused.Content.ReadAsStringAsync());
        page.ShouldContain("value=\"both\" checked");
        page.ShouldNotContain("value=\"mine\" checked");
    }

    private async Task<HttpResponseMessage> ClashAsync(Func<Task> saved, (string, string) typed)
    {
        var form = await bo.FormAsync(Write, "write");
        await saved();
        var refused = await bo.PostAsync(Write, form.Filled(typed));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        return refused;
    }

    private async Task MergeAsync(HttpResponseMessage refused) =>
        await bo.PostAsync(Write, (await PageForm.ReadAsync(refused, "write")).Filled(("Form.Act", "merge")));

    private async Task SaveSubjectAsync(string subject)
    {
        var body = Dispatch("RESTRICTED", [Cleo]);
        (body["subject"], body["text"], body["release"]) = (subject, Text, false);
        var read = await Anna.GetAsync($"/dispatches/{Id}");
        (await Anna.PutAsync($"/dispatches/{Id}", body, read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
