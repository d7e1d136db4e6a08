using Legation.Records;
using Legation.Records.Alarms;
using Legation.Tests.Records.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Tests.Records.Alarms;

public sealed class AlarmTests : IDisposable
{
    private static readonly RecordId Memo = Drafts.Fixed("memo", 9);

    private readonly TestLedger node = new();
    private readonly HomeNode peer = new(2);
    private readonly ServiceProvider services;

    public AlarmTests()
    {
        node.Trust(peer);
        services = new ServiceCollection()
            .AddRecords()
            .AddSingleton(node.Ledger)
            .AddSingleton(node.Store)
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
    }

    public void Dispose()
    {
        services.Dispose();
        node.Dispose();
        peer.Dispose();
    }

    private IAlarms Alarms => services.GetRequiredService<IAlarms>();

    private Task<Outcome<Alarm>> AcknowledgeAsync(string by)
    {
        var seen = Alarms.Present().Single();
        return Alarms.AcknowledgeAsync(seen.Number, seen.Times, by);
    }

    private AlarmNotice Quiet => new("quiet", peer.Id, AlarmSeverity.Warning, "It is quiet.", "Ask.", true);

    [Fact]
    public async Task a_security_event_about_a_record_raises_an_alarm_about_who_brought_it()
    {
        await node.Arrive(peer.First(Memo, "one"));
        await node.Arrive(peer.First(Memo, "other"));
        await node.Arrive(peer.First(Memo, "another"));

        var alarm = Alarms.Present().ShouldHaveSingleItem();
        (alarm.Notice.What, alarm.Notice.Peer, alarm.Times).ShouldBe(("forked-version", peer.Id, 2));
        alarm.Acknowledged.ShouldBeNull();
    }

    [Fact]
    public async Task what_has_happened_is_gone_once_it_is_acknowledged_and_the_journal_says_by_whom()
    {
        await node.Arrive(peer.First(Memo, "one"));
        await node.Arrive(peer.First(Memo, "other"));

        (await AcknowledgeAsync("olga")).Refusal.ShouldBeNull();

        Alarms.Present().ShouldBeEmpty();
        node.Query("SELECT CAST(content AS TEXT) FROM journal WHERE type = 6", r => r.GetString(0))
            .ShouldHaveSingleItem()
            .ShouldContain("\"by\":\"olga\"");
    }

    [Fact]
    public async Task a_state_stands_after_it_is_acknowledged_until_it_is_over()
    {
        await Alarms.RaiseAsync(Quiet);
        await AcknowledgeAsync("olga");

        var alarm = Alarms.Present().Single();
        (alarm.Acknowledged is null, alarm.AcknowledgedBy).ShouldBe((false, "olga"));
        await Alarms.LowerAsync("quiet", peer.Id);
        Alarms.Present().ShouldBeEmpty();
        await Alarms.RaiseAsync(Quiet);
        Alarms.Present().Single().Acknowledged.ShouldBeNull();
    }

    [Fact]
    public async Task a_state_that_stands_in_the_same_words_is_not_written_again()
    {
        await Alarms.RaiseAsync(Quiet);
        await Alarms.RaiseAsync(Quiet);
        Alarms.Present().Single().Times.ShouldBe(1);

        await Alarms.RaiseAsync(Quiet with { Words = "It is very quiet." });
        Alarms.Present().Single().Times.ShouldBe(2);
    }

    [Fact]
    public async Task what_came_since_it_was_seen_is_not_acknowledged_with_it()
    {
        await node.Arrive(peer.First(Memo, "one"));
        await node.Arrive(peer.First(Memo, "other"));
        var seen = Alarms.Present().Single();
        await node.Arrive(peer.First(Memo, "another"));

        (await Alarms.AcknowledgeAsync(seen.Number, seen.Times, "olga")).Refusal!.Code.ShouldBe("alarm-raised-again");

        Alarms.Present().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_number_never_names_another_alarm()
    {
        await Alarms.RaiseAsync(Quiet);
        var number = Alarms.Present().Single().Number;
        await Alarms.LowerAsync("quiet", peer.Id);
        await Alarms.RaiseAsync(Quiet with { What = "lost" });

        (await Alarms.AcknowledgeAsync(number, 1, "olga")).Refusal!.Code.ShouldBe("no-such-alarm");
    }

    [Fact]
    public async Task an_alarm_that_does_not_stand_cannot_be_acknowledged() =>
        (await Alarms.AcknowledgeAsync(7, 1, "olga")).Refusal!.Code.ShouldBe("no-such-alarm");

    [Fact]
    public async Task what_stands_unacknowledged_and_matters_more_is_named_first()
    {
        await Alarms.RaiseAsync(Quiet);
        await Alarms.RaiseAsync(Quiet with { What = "lost", Severity = AlarmSeverity.Critical });
        await Alarms.RaiseAsync(Quiet with { What = "known", Severity = AlarmSeverity.Critical });
        await Alarms.AcknowledgeAsync(Alarms.Present().Single(alarm => alarm.Notice.What == "known").Number, 1, "olga");

        Alarms.Present().Select(alarm => alarm.Notice.What).ShouldBe(["lost", "quiet", "known"]);
    }
}
