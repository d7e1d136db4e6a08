using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Peer;

public sealed class ForgedRecordTests(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string ByCaller = "a caller with the peer's keys";

    [Fact, Fault("label altered", "envelope edited on the way")]
    public async Task a_record_with_an_altered_label_is_refused_and_raises_an_alarm()
    {
        var office = shared.Office;
        var item = office.Signed(office.Dispatch() with { Classification = "CONFIDENTIAL" });
        await RefusedAsync(office, item.Altered("CONFIDENTIAL", "UNCLASSIFIED"));
    }

    [Fact, Fault("addressee altered", "envelope edited on the way")]
    public async Task a_record_with_an_altered_addressee_is_refused_and_raises_an_alarm()
    {
        var office = shared.Office;
        var (desk, other) = (Ids.New("post"), Ids.New("post"));
        var item = office.Signed(office.Dispatch() with { Audience = [desk] });
        await RefusedAsync(office, item.Altered(desk, other));
    }

    [Fact, Fault("body altered", "envelope edited on the way")]
    public async Task a_record_with_another_body_is_refused_and_raises_an_alarm()
    {
        var office = shared.Office;
        var (one, other) = (office.Dispatches(1)[0], office.Dispatches(1)[0]);
        (await office.Seoul.OutcomeOfAsync(one with { Body = other.Body })).ShouldBe("body-mismatch");
        await office.AlarmedAsync("body-mismatch");
        await office.GoesOnAsync();
    }

    [Fact, Fault("a peer forks its history", ByCaller)]
    public async Task two_histories_under_one_number_are_an_alarm()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var batch = office.Seoul.Batch(office.Dispatches(1));
        (await office.Seoul.SendAsync(batch)).Outcomes.ShouldBe(["stored"]);
        var answer = await office.Seoul.SendAsync(batch with { Items = office.Dispatches(1) });
        ((int)answer.Status, answer.Code).ShouldBe((409, "number-used-twice"));
        await office.AlarmedAsync("number-used-twice");
        (await office.WaitingAsync() - before).ShouldBe(1);
        await office.GoesOnAsync();
    }

    [Fact, Fault("two contents under one version", ByCaller)]
    public async Task a_version_with_two_contents_is_refused_and_raises_an_alarm()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var draft = office.Dispatch();
        (await office.Seoul.OutcomeOfAsync(office.Signed(draft))).ShouldBe("stored");
        (await office.Seoul.OutcomeOfAsync(office.Signed(draft with { Precedence = 2 }))).ShouldBe("forked-version");
        await office.AlarmedAsync("forked-version");
        (await office.WaitingAsync() - before).ShouldBe(1);
        await office.GoesOnAsync();
    }

    [Fact, Fault("void that the sender did not state", "a batch whose record was taken out on the way")]
    public async Task a_void_that_the_sender_did_not_sign_for_this_number_is_refused_and_raises_an_alarm()
    {
        var office = shared.Office;
        using var other = office.Seoul.Identity.WithOtherSigningKey();
        var batch = office.Seoul.Batch(office.Dispatches(1));
        (await office.Seoul.SendAsync(batch.Voided(other.Signing))).Outcomes.ShouldBe(["bad-void"]);
        await office.AlarmedAsync("bad-void");
        var elsewhere = batch.Voided(office.Seoul.Identity.Signing) with
        {
            First = office.Seoul.Batch(batch.Items).First,
        };
        (await office.Seoul.SendAsync(elsewhere)).Outcomes.ShouldBe(["bad-void"]);
        (await office.Seoul.OutcomeOfAsync(batch.Items[0].Emptied())).ShouldBe("unreadable");
        await office.GoesOnAsync();
    }

    [Fact, Fault("record of another node's home", ByCaller)]
    public async Task a_record_that_is_signed_in_the_name_of_another_node_has_no_effect_and_raises_an_alarm()
    {
        var office = shared.Office;
        var others = office.Dispatch() with { Home = office.Network.Headquarters.Id };
        (await office.Seoul.OutcomeOfAsync(office.Signed(others))).ShouldBe("held");
        Journal.IsInEffect(office.Tokyo.Folder, others.Id).ShouldBeFalse();
        (await office.Network.Deputy.AlarmsAsync()).ShouldContain("unknown-key");
        await office.GoesOnAsync();
    }

    [Fact, Fault("past the office", "a caller with the post's keys, on a direct line to headquarters")]
    public async Task a_dispatch_past_the_office_is_refused_at_headquarters_and_raises_an_alarm()
    {
        var office = shared.Office;
        var headquarters = office.Network.Headquarters;
        await headquarters.StartAsync();
        await headquarters.CommandAsync("link", "add", office.Seoul.Identity.Node);
        using var direct = new RelayCaller(office.Seoul.Identity, headquarters);
        (await direct.OutcomeOfAsync(office.Dispatches(1)[0])).ShouldBe("past-the-office");
        (await office.Network.Desk.AlarmsAsync()).ShouldContain("past-the-office");
        (await office.Network.Desk.ListAsync("inbox")).ShouldBeEmpty();
        (await direct.OutcomeOfAsync(office.Signed(office.OfUnknownKind()))).ShouldBe("stored");
    }

    private static async Task RefusedAsync(CalledOffice office, SignedItem altered)
    {
        var before = await office.WaitingAsync();
        (await office.Seoul.OutcomeOfAsync(altered)).ShouldBe("hash-mismatch");
        await office.AlarmedAsync("hash-mismatch");
        (await office.Seoul.OutcomeOfAsync(altered.Rehashed())).ShouldBe("bad-signature");
        await office.AlarmedAsync("bad-signature");
        (await office.WaitingAsync()).ShouldBe(before);
        await office.GoesOnAsync();
    }
}
