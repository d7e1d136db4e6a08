using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class SupersededTests : TwoNodes
{
    private const string Superseded = "superseded by a version that may not go there: ";

    [Fact]
    public async Task a_version_that_waits_is_held_back_when_the_newer_one_may_not_go_there()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var first = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.ReviseAsync(first, Seoul.Organisation);
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Headquarters.Count(first).ShouldBe(0);
        Link.Waiting.Single().Why.ShouldBe(Superseded + "nobody addressed is reached on this link");
        Link.Words.ShouldBe("1 held: superseded by a version that may not go there");
    }

    [Fact]
    public async Task a_directory_entry_narrowed_while_the_line_is_down_is_withdrawn_though_it_has_its_number()
    {
        Seoul.Line.Down = true;
        var entry = await Seoul.PublishOrganisationAsync();
        await Eventually.Async(() => Seoul.DeliveryOf(entry, Headquarters) == DeliveryState.Sent);
        await Seoul.ReviseAsync(entry, Seoul.Organisation);
        Seoul.Line.Down = false;
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await Eventually.Async(() => Link.State == LinkState.Held);
        Headquarters.Count(entry).ShouldBe(0);
        Link.Waiting.Single().Why.ShouldStartWith(Superseded);
    }

    [Fact]
    public async Task a_version_held_back_stays_when_the_clearance_widens_but_the_newer_one_is_for_others()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var first = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Link.State == LinkState.Held);
        await Seoul.ReviseAsync(first, Seoul.Organisation);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED"));
        Headquarters.Count(first).ShouldBe(0);
    }

    [Fact]
    public async Task a_version_that_waited_for_its_party_stays_when_the_newer_one_is_for_others()
    {
        var office = TestNode.NewId("office");
        var first = await Seoul.WriteAsync(office);
        await Seoul.ReviseAsync(first, Seoul.Organisation);
        await Headquarters.WriteAsync(office, [Audiences.Everyone], "UNCLASSIFIED", Precedence.Routine);
        await IsDeliveredAsync(await Seoul.WriteAsync(office));
        Headquarters.Count(first).ShouldBe(0);
    }

    [Fact]
    public async Task a_superseded_version_goes_where_the_newer_one_may_go()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var first = await Seoul.WriteAsync(Headquarters.Organisation);
        var second = await Seoul.ReviseAsync(first, Headquarters.Organisation);
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(second);
        Headquarters.Count(first).ShouldBe(2);
    }

    [Fact]
    public async Task another_record_with_the_same_number_in_its_id_supersedes_nothing()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var other = new RecordId("remark", record.Header.Id.Uuid);
        await Seoul.WriteAsync(other, [Seoul.Organisation], "UNCLASSIFIED", Precedence.Routine);
        await Seoul.Links.ResumeAsync(Link.Id);
        await IsDeliveredAsync(record);
    }

    [Fact]
    public async Task whoever_gets_the_second_version_alone_has_it_in_effect()
    {
        var first = await Seoul.WriteAsync(Seoul.Organisation);
        await IsDeliveredAsync(await Seoul.ReviseAsync(first, Headquarters.Organisation));
        Headquarters.Query("SELECT version FROM current WHERE kind = 'note'").ShouldBe(2);
    }
}
