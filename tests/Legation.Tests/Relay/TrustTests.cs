using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class TrustTests : IAsyncLifetime
{
    private TestNode seoul = null!;
    private TestNode office = null!;
    private TestNode headquarters = null!;

    public async ValueTask InitializeAsync()
    {
        seoul = await TestNode.StartAsync("Seoul");
        office = await TestNode.StartAsync("Tokyo office");
        headquarters = await TestNode.StartAsync("Headquarters");
        await office.LinkAsync(headquarters);
        await seoul.LinkAsync(office, rest: true);
    }

    public async ValueTask DisposeAsync()
    {
        await seoul.DisposeAsync();
        await office.DisposeAsync();
        await headquarters.DisposeAsync();
    }

    [Fact]
    public async Task a_record_of_an_unknown_home_is_held_and_takes_effect_when_its_card_is_accepted()
    {
        var record = await seoul.PublishOrganisationAsync();
        await headquarters.ReceivesAsync(record);
        headquarters.Query("SELECT COUNT(*) FROM held").ShouldBe(1);
        headquarters.Query("SELECT COUNT(*) FROM current").ShouldBe(0);
        await headquarters.AcceptAsync(seoul);
        headquarters.Query("SELECT COUNT(*) FROM held").ShouldBe(0);
        headquarters.Query("SELECT COUNT(*) FROM current").ShouldBe(1);
    }

    [Fact]
    public async Task a_record_goes_over_a_middle_node_with_its_signature_intact()
    {
        await headquarters.AcceptAsync(seoul);
        await headquarters.PublishOrganisationAsync();
        await seoul.AcceptAsync(headquarters);
        await Eventually.Async(() => seoul.Query("SELECT COUNT(*) FROM current") == 1);

        var record = await seoul.WriteAsync(headquarters.Organisation);
        await headquarters.ReceivesAsync(record);
        await Eventually.Async(() => office.DeliveryOf(record, headquarters) == DeliveryState.Delivered);
        headquarters.Query("SELECT COUNT(*) FROM current WHERE kind = 'note'").ShouldBe(1);
        seoul.DeliveryOf(record, office).ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task nothing_is_queued_for_a_destination_that_the_label_does_not_permit_though_the_next_hop_may_have_it()
    {
        await headquarters.PublishOrganisationAsync();
        await seoul.AcceptAsync(headquarters, TestNode.Unclassified);
        await Eventually.Async(() => seoul.Query("SELECT COUNT(*) FROM current") == 1);
        var record = await seoul.WriteAsync(headquarters.Organisation, "RESTRICTED");
        seoul.DeliveryOf(record, office).ShouldBeNull();
        await seoul.Cards.SetClearanceAsync(headquarters.Id, TestNode.Restricted);
        await office.ReceivesAsync(record);
    }

    [Fact]
    public async Task a_node_is_introduced_and_its_card_waits_for_the_security_officer()
    {
        (await office.Cards.IntroduceAsync(seoul.Id, headquarters.Id)).Refusal.ShouldBeNull();
        await Eventually.Async(() => headquarters.Cards.Introduced().Count == 1);
        var introduced = headquarters.Cards.Introduced().Single();
        introduced.IntroducerName.ShouldBe("Tokyo office");
        introduced.Card.Fingerprint.ShouldBe(NodeCards.Read(seoul.Cards.Own()).Value.Fingerprint);
        headquarters.Cards.ClearanceOf(seoul.Id).ShouldBeNull();

        (await headquarters.Cards.AcceptAsync(introduced.Signed, TestNode.Unclassified)).Refusal.ShouldBeNull();
        headquarters.Cards.Introduced().ShouldBeEmpty();
        headquarters.Cards.ClearanceOf(seoul.Id).ShouldBe(TestNode.Unclassified);
    }

    [Fact]
    public async Task a_stranger_is_not_let_in()
    {
        await using var stranger = await TestNode.StartAsync("Stranger");
        await stranger.AcceptAsync(headquarters);
        await stranger.AddLinkAsync(headquarters);
        await headquarters.PublishOrganisationAsync();
        await stranger.PublishOrganisationAsync();
        await Eventually.Async(() => stranger.LinkTo(headquarters).State == LinkState.LineDown);
        headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 2").ShouldBe(0);
    }

    [Fact]
    public async Task a_peer_with_another_key_than_on_its_card_is_not_sent_anything()
    {
        // The impostor answers at the address on the card of another.
        await using var impostor = await TestNode.StartAsync("Impostor");
        await impostor.AcceptAsync(seoul);
        await impostor.AddLinkAsync(seoul);
        using var key = Legation.Records.Signing.NodeKey.Generate();
        using var other = TestNode.SelfSigned("other");
        var read = NodeCards.Read(impostor.Cards.Own()).Value;
        var forged = NodeCardCodec.Sign(
            read with
            {
                Node = TestNode.NewId("node"),
                SigningKey = key.PublicKey.ToArray(),
                TlsPin = RelayTls.PinOf(other),
            },
            key
        );
        var card = (await seoul.Cards.AcceptAsync(forged, TestNode.Restricted)).Value;
        (await seoul.Links.AddAsync(card.Node, carriesTheRest: false)).Refusal.ShouldBeNull();
        var record = await seoul.WriteAsync(Audiences.Everyone);
        await Eventually.Async(() => seoul.Links.All().Single(l => l.Peer == card.Node).State == LinkState.LineDown);
        impostor.Count(record).ShouldBe(0);
    }

    [Fact]
    public async Task a_card_with_a_changed_letter_is_not_read()
    {
        var card = seoul.Cards.Own();
        card[^80] ^= 1;
        NodeCards.Read(card).Refusal!.Code.ShouldBe("card-unreadable");
        (await headquarters.Cards.AcceptAsync(card, TestNode.Unclassified)).Refusal!.Code.ShouldBe("card-unreadable");
    }

    [Fact]
    public async Task what_was_here_before_a_link_is_sent_on_it()
    {
        await using var wellington = await TestNode.StartAsync("Wellington");
        var before = await office.PublishOrganisationAsync();
        await office.LinkAsync(wellington);
        await wellington.ReceivesAsync(before);
    }
}
