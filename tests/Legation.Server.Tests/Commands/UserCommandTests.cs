using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Legation.Server.Tests.Commands;

/// <summary>Accounts changed by command while the node serves.</summary>
public sealed class UserCommandTests : IAsyncLifetime
{
    private const string Other = "another horse battery";
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        var officers = await node.StaffAsync("anna", "bo");
        (anna, bo) = (officers[0], officers[1]);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task other_duties_hold_from_the_next_request_on()
    {
        (await StatusAsync("/links")).ShouldBe(HttpStatusCode.Forbidden);
        await DoneAsync("", "duties", "anna", "--duties", "operate");
        (await StatusAsync("/links")).ShouldBe(HttpStatusCode.OK);
        await DoneAsync("", "duties", "anna", "--duties", "none");
        (await StatusAsync("/links")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task another_clearance_holds_from_the_next_request_on()
    {
        var file = Path.Combine(node.Folder, "clearance.json");
        var id = await bo.ReleaseAsync(anna.Post, "Berthing fees");
        (await StatusAsync($"/dispatches/{id}")).ShouldBe(HttpStatusCode.OK);
        await File.WriteAllTextAsync(
            file,
            """{"policy":"TLP:2.0","classifications":["CLEAR"]}""",
            TestContext.Current.CancellationToken
        );
        await DoneAsync("", "clearance", "anna", "--clearance", file);
        (await StatusAsync($"/dispatches/{id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task another_password_ends_sessions_and_one_time_links_and_leaves_tokens()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        var link = await node.Get<OneTimeLinks>().MakeAsync("anna");

        await DoneAsync($"{Other}\n", "password", "anna", "--password-stdin");

        (await browser.OpenAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        node.Get<AccountRegister>().FindByLink(new Secret(link.Segments[^1]).Digest).ShouldBeNull();
        (await SignInAsync(TestNode.Password)).ShouldBe(HttpStatusCode.OK);
        (await SignInAsync(Other)).ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync("/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task another_password_ends_tokens_where_that_is_asked()
    {
        await DoneAsync($"{Other}\n", "password", "anna", "--password-stdin", "--revoke-tokens");
        (await StatusAsync("/me")).ShouldBe(HttpStatusCode.Unauthorized);
        (await bo.GetAsync("/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_disabled_account_that_is_enabled_signs_in_again()
    {
        await DoneAsync("", "disable", "anna");
        (await SignInAsync(TestNode.Password)).ShouldBe(HttpStatusCode.OK);
        await DoneAsync("", "enable", "anna");
        (await SignInAsync(TestNode.Password)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task changes_are_journalled_and_no_password_is()
    {
        await DoneAsync("", "duties", "anna", "--duties", "clear");
        await DoneAsync($"{Other}\n", "password", "anna", "--password-stdin");
        await DoneAsync("", "disable", "anna");
        await DoneAsync("", "enable", "anna");
        var hash = node.Get<AccountRegister>().Find("anna")!.Password!;
        var entries = Journalled();
        foreach (var act in new[] { "account-duties", "account-password", "account-enabled" })
            entries.ShouldContain(entry => entry.Contains(act, StringComparison.Ordinal));
        entries.ShouldNotContain(entry => entry.Contains(Other, StringComparison.Ordinal));
        entries.ShouldNotContain(entry => entry.Contains(hash, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("duties", "--duties", "write")]
    [InlineData("password", "--password-stdin")]
    [InlineData("enable")]
    public async Task a_user_who_is_not_there_is_named(string verb, params string[] options)
    {
        var run = await RunAsync($"{Other}\n", [verb, "nobody", .. options]);
        run.Code.ShouldBe(1);
        run.Error.ShouldStartWith("There is no user nobody");
    }

    [Fact]
    public async Task a_password_that_is_too_short_changes_nothing()
    {
        (await RunAsync("short\n", "password", "anna", "--password-stdin")).Code.ShouldBe(1);
        (await SignInAsync(TestNode.Password)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task a_deputy_is_appointed_listed_and_ended()
    {
        string[] times = ["--from", "2020-01-01T09:00+09:00", "--until", "2020-01-02T09:00+09:00"];
        string[] rest = ["acting", "appoint", "anna", "--for", "bo", "--authority", "Leave"];
        (await RunAsync("", [.. rest, .. times])).Error.ShouldStartWith("That time has passed.");
        var now = node.Clock.GetUtcNow();
        await DoneAsync("", [.. rest, "--from", $"{now:O}", "--until", $"{now.AddDays(1):O}"]);

        var listed = (await RunAsync("", "acting", "list")).Output;
        listed.ShouldContain("anna for bo");
        await DoneAsync("", "acting", "end", listed.Split('\t')[0]);

        node.Get<Deputyships>().All().ShouldBeEmpty();
        Journalled().ShouldContain(entry => entry.Contains("deputy-ended", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> StatusAsync(string path) => (await anna.GetAsync(path)).Status;

    private async Task<HttpStatusCode> SignInAsync(string password)
    {
        using var browser = node.Browse();
        return (await browser.SignInAsync("anna", password)).StatusCode;
    }

    private async Task DoneAsync(string input, params string[] arguments)
    {
        var run = await RunAsync(input, arguments);
        run.Code.ShouldBe(0, run.Error);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments) =>
        LegationProcess.RunAsync(input, ["user", .. arguments, "--data", node.Folder]);

    private List<string> Journalled()
    {
        using var journal = new SqliteConnection($"Data Source={node.Folder}/journal.db;Pooling=false;Mode=ReadOnly");
        journal.Open();
        using var read = journal.CreateCommand();
        read.CommandText = "SELECT CAST(content AS TEXT) FROM journal";
        using var row = read.ExecuteReader();
        var entries = new List<string>();
        while (row.Read())
            entries.Add(row.GetString(0));
        return entries;
    }
}
