using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class RelabellingReachTests : TwoNodes
{
    private const string Marks = "SELECT COUNT(*) FROM journal j WHERE j.type = 1 AND j.seq IN (SELECT seq FROM held)";

    [Fact]
    public async Task who_never_had_a_record_does_not_learn_of_it_by_what_raised_it()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");
        await Seoul.Links.ResumeAsync(Link.Id);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        Headquarters.Count(record).ShouldBe(0);
        Headquarters.Query(Marks).ShouldBe(0, "held for ever, and naming what the peer may not have");
    }

    [Fact]
    public async Task who_is_granted_a_record_that_he_may_not_have_does_not_get_what_raised_it()
    {
        var record = await Seoul.WriteAsync(Seoul.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");

        await Seoul.ShareAsync(record, "SECRET", Headquarters.Organisation);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Headquarters.Count(record).ShouldBe(0);
        Headquarters.Query(Marks).ShouldBe(0);
    }

    [Fact]
    public async Task a_link_added_later_brings_nothing_of_a_record_that_was_raised_before()
    {
        await using var busan = await TestNode.StartAsync("Busan");
        var record = await Seoul.WriteAsync(busan.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");
        await Seoul.LinkAsync(busan);
        await busan.PublishOrganisationAsync();
        var later = await Seoul.WriteAsync(busan.Organisation);
        await busan.ReceivesAsync(later);

        busan.Count(record).ShouldBe(0);
        // One is headquarters' organisation, whose card Busan has not accepted.
        busan.Query(Marks).ShouldBe(1);
    }
}
