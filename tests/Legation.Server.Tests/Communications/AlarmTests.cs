using System.Net;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Communications;

public sealed class AlarmTests : IAsyncLifetime
{
    private TestNode node = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("olga", Duties.Operate);
        await node.AddUserAsync("anna", Duties.Write);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task alarms_are_told_to_who_operates_the_node_alone()
    {
        await RaiseAsync();
        (await (await CallAsync("anna")).GetAsync("/alarms")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var alarm = (await (await CallAsync("olga")).GetAsync("/alarms")).Body.GetProperty("items")[0];

        alarm.GetProperty("what").GetString().ShouldBe("mail-fails");
        alarm.GetProperty("severity").GetString().ShouldBe("warning");
        alarm.GetProperty("words").GetString().ShouldBe("No mail goes out.");
        alarm.GetProperty("remedy").GetString().ShouldBe("Look at the mail server.");
    }

    [Fact]
    public async Task an_operator_acknowledges_an_alarm_once()
    {
        await RaiseAsync();
        var olga = await CallAsync("olga");
        var number = (await olga.GetAsync("/alarms")).Body.GetProperty("items")[0].GetProperty("number").GetInt64();

        (await olga.PostAsync($"/alarms/{number}/acknowledge?times=1", new { })).Status.ShouldBe(HttpStatusCode.OK);

        (await olga.GetAsync("/alarms")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await olga.PostAsync($"/alarms/{number}/acknowledge?times=1", new { })).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task what_was_acknowledged_is_listed_for_a_week_with_who_did_and_stands_anew_when_it_is_raised_again()
    {
        await RaiseAsync();
        var olga = await CallAsync("olga");
        var number = (await olga.GetAsync("/alarms")).Body.GetProperty("items")[0].GetProperty("number").GetInt64();
        await olga.PostAsync($"/alarms/{number}/acknowledge?times=1", new { });
        using var browser = node.Browse();
        await browser.SignInAsync("olga", TestNode.Password);

        (await browser.TextAsync("/communications")).ShouldMatch("No mail goes out(?s:.*)<small class=\"sub\">olga");
        await RaiseAsync();
        (await browser.TextAsync("/communications")).ShouldContain("1 not acknowledged");

        node.Get<IAlarms>().Acknowledged().Count.ShouldBe(1);
        node.Clock.Shift = TimeSpan.FromDays(8);
        node.Get<IAlarms>().Acknowledged().ShouldBeEmpty();
    }

    [Fact]
    public async Task alarms_are_listed_and_acknowledged_by_command()
    {
        (await RunAsync("alarm", "list")).ShouldBe((0, "", "No alarm stands.\n"));
        await RaiseAsync();
        var listed = (await RunAsync("alarm", "list")).Output;
        listed.ShouldContain("\twarning\tmail-fails\tthis node\t");
        listed.ShouldContain("\tNo mail goes out.\tLook at the mail server.");

        (await RunAsync("alarm", "acknowledge", listed.Split('\t')[0])).ShouldBe((0, "Acknowledged.\n", ""));

        (await RunAsync("alarm", "list")).Output.ShouldBeEmpty();
        (await RunAsync("alarm", "acknowledge", "1")).Code.ShouldBe(1);
    }

    private Task RaiseAsync() =>
        node.Get<IAlarms>()
            .RaiseAsync(
                new AlarmNotice(
                    "mail-fails",
                    null,
                    AlarmSeverity.Warning,
                    "No mail goes out.",
                    "Look at the mail server.",
                    EndsByItself: false
                )
            );

    private async Task<Officer> CallAsync(string user) => new(default, node.Call(await node.TokenAsync(user)));

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", [.. arguments, "--data", node.Folder]);
}
