using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>Seoul relabels what it sends; headquarters may have RESTRICTED and not SECRET, unless said otherwise.</summary>
public sealed class RelabelledTests : TwoNodes
{
    [Fact]
    public async Task who_has_a_record_learns_that_it_was_raised_beyond_what_he_may_have()
    {
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(record);

        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");

        await Eventually.Async(() => Headquarters.ClassificationOf(record) == "SECRET");
        Headquarters.Query("SELECT COUNT(*) FROM current WHERE kind = 'mark'").ShouldBe(1);
    }

    [Fact]
    public async Task who_may_have_it_then_gets_a_record_that_was_lowered_under_its_new_label()
    {
        var record = await Seoul.WriteAsync(Headquarters.Organisation, "SECRET");

        await Seoul.RelabelAsync(record, "SECRET", "RESTRICTED");

        await IsDeliveredAsync(record);
        await Eventually.Async(() => Headquarters.ClassificationOf(record) == "RESTRICTED");
        Headquarters.Query("SELECT COUNT(*) FROM current WHERE kind = 'mark'").ShouldBe(1);
    }

    [Fact]
    public async Task a_record_that_waits_on_a_link_does_not_go_once_it_was_raised()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");
        await Seoul.Links.ResumeAsync(Link.Id);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        Headquarters.Count(record).ShouldBe(0);
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.HeldBack);
    }

    [Fact]
    public async Task a_record_that_has_its_number_is_withdrawn_once_it_was_raised()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");
        Seoul.Line.Down = false;

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.HeldBack);
        Headquarters.Count(record).ShouldBe(0);
    }

    [Fact]
    public async Task a_version_that_was_raised_does_not_go_when_its_correction_is_lowered()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var raised = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.RelabelAsync(raised, "UNCLASSIFIED", "SECRET");
        var corrected = await Seoul.ReviseAsync(raised, Headquarters.Organisation, "SECRET");
        await Seoul.RelabelAsync(corrected, "SECRET", "UNCLASSIFIED");

        await Seoul.Links.ResumeAsync(Link.Id);

        await IsDeliveredAsync(corrected);
        await Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM relay_outbox WHERE state <= 1") == 0);
        Headquarters.Count(corrected).ShouldBe(1, "the version that was raised is not among them");
    }

    [Fact]
    public async Task what_was_held_back_goes_once_it_was_lowered()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "SECRET");
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.HeldBack);

        await Seoul.RelabelAsync(record, "SECRET", "RESTRICTED", 2);

        await IsDeliveredAsync(record);
        await Eventually.Async(() => Headquarters.ClassificationOf(record) == "RESTRICTED");
    }

    [Fact]
    public async Task who_is_granted_a_raised_record_gets_it_under_the_label_that_counts()
    {
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        var record = await Seoul.WriteAsync(Seoul.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "RESTRICTED");

        await Seoul.ShareAsync(record, "RESTRICTED", Headquarters.Organisation);

        await Eventually.Async(() => Headquarters.ClassificationOf(record) is not null);
        Headquarters.ClassificationOf(record).ShouldBe("RESTRICTED", "what relabels it comes first and waits for it");
    }

    [Fact]
    public async Task a_link_added_later_brings_a_record_under_the_label_that_counts()
    {
        await using var busan = await TestNode.StartAsync("Busan");
        var record = await Seoul.WriteAsync(busan.Organisation);
        await Seoul.RelabelAsync(record, "UNCLASSIFIED", "RESTRICTED");
        await Seoul.LinkAsync(busan);

        await busan.PublishOrganisationAsync();

        await Eventually.Async(() => busan.ClassificationOf(record) is not null);
        busan.ClassificationOf(record).ShouldBe("RESTRICTED");
        Seoul
            .Query(
                """
                SELECT MIN(o.place) < (SELECT MIN(place) FROM relay_outbox WHERE seq = $1 AND link = o.link)
                FROM relay_outbox o JOIN current c ON c.seq = o.seq AND c.kind = 'mark'
                WHERE o.link = (SELECT MAX(number) FROM relay_link)
                """,
                Seoul.Query("SELECT seq FROM current WHERE record = $1", record.Header.Id.ToBytes())
            )
            .ShouldBe(1, "what relabels it goes first");
    }
}
