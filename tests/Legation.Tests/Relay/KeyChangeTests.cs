using Legation.Records;
using Legation.Records.Alarms;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class KeyChangeTests : TwoNodes
{
    private NodeCard Known => Headquarters.Cards.Named(Seoul.Id.ToString()).Value.Card;

    private KeyChange Change => Seoul.Get<KeyChange>();

    [Fact]
    public async Task a_peer_takes_new_keys_by_a_record_that_the_old_key_signed()
    {
        var before = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(before);
        var pin = Known.TlsPin;

        await RotateAsync();

        Known.SigningKey.ShouldBe(Seoul.Keys.InUse.Signer.PublicKey.ToArray());
        Known.TlsPin.ShouldNotBe(pin);
        Headquarters.Cards.All().Single().Renewed.ShouldNotBeNull();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await Seoul.ReceivesAsync(await Headquarters.WriteAsync(Seoul.Id));
        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
        Seoul.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task keys_changed_in_mid_backlog_lose_nothing_and_double_nothing()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var records = new List<SignedRecord>();
        for (var i = 0; i < 30; i++)
            records.Add(await Seoul.WriteAsync(Headquarters.Organisation));
        (await Change.StartAsync(signing: true, tls: true)).Refusal.ShouldBeNull();
        Change.IsUnderWay.ShouldBeTrue();
        (await Change.UntoldAsync()).Single().Name.ShouldBe("Headquarters");
        for (var i = 0; i < 30; i++)
            records.Add(await Seoul.WriteAsync(Headquarters.Organisation));

        await Seoul.Links.ResumeAsync(Link.Id);

        await Eventually.Async(() => !Change.IsUnderWay);
        records.Add(await Seoul.WriteAsync(Headquarters.Organisation));
        foreach (var record in records)
            await IsDeliveredAsync(record);
        records.ShouldAllBe(record => Headquarters.Count(record) == 1);
        Headquarters.Query("SELECT COUNT(*) FROM held").ShouldBe(0);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
        Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
    }

    [Fact]
    public async Task a_card_handed_out_during_a_change_does_not_call_the_next_key_a_former_one()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        (await Change.StartAsync(signing: true, tls: false)).Refusal.ShouldBeNull();

        var handedOut = Seoul.Get<OwnCard>().Sign(Seoul.Keys.InUse);

        NodeCards.Read(handedOut).Value.FormerKeys.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_former_pin_is_forgotten_once_the_peer_was_seen_with_the_new_one()
    {
        await RotateAsync();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await Eventually.Async(() => Headquarters.Cards.All().Single().FormerPin is null);
        await Seoul.ReceivesAsync(await Headquarters.WriteAsync(Seoul.Id));
    }

    [Fact]
    public async Task the_former_pin_is_forgotten_by_a_caller_that_is_not_called()
    {
        await using var osaka = await TestNode.StartCallingAsync("Osaka");
        await osaka.LinkAsync(Seoul);
        await Seoul.ReceivesAsync(await osaka.WriteAsync(Seoul.Id));

        for (var changes = 0; changes < 2; changes++)
        {
            await RotateAsync();
            await Eventually.Async(() => osaka.Cards.All().Single().FormerPin is null);
            await osaka.ReceivesAsync(await Seoul.WriteAsync(osaka.Id));
        }
    }

    [Fact]
    public async Task new_keys_are_taken_from_a_node_whose_clock_was_ahead()
    {
        Seoul.Clock.Ahead = TimeSpan.FromDays(1800);
        var ahead = NodeCards.Read(Seoul.Cards.Own()).Value;
        await Headquarters.AcceptAsync(Seoul);
        Known.Made.ShouldBe(ahead.Made);
        Seoul.Clock.Ahead = TimeSpan.Zero;

        for (var changes = 0; changes < 2; changes++)
        {
            await RotateAsync();
            Known.SigningKey.ShouldBe(Seoul.Keys.InUse.Signer.PublicKey.ToArray());
            await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        }
    }

    [Fact]
    public async Task a_peer_that_refuses_the_new_keys_is_not_told_and_they_wait()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Change.StartAsync(signing: false, tls: true);
        await using var tokyo = await TestNode.StartAsync("Tokyo");
        var pin = RelayTls.PinOf(Seoul.Keys.Next!.Certificate);
        var card = NodeCards.Read(tokyo.Cards.Own()).Value with { TlsPin = pin };
        var taking = NodeCardCodec.Sign(card, tokyo.Keys.InUse.Signer);
        (await Headquarters.Cards.AcceptAsync(taking, TestNode.Restricted)).Refusal.ShouldBeNull();

        await Seoul.Links.ResumeAsync(Link.Id);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Change.IsUnderWay.ShouldBeTrue();
        (await Change.UntoldAsync()).Single().Why.ShouldContain("card-pin-taken");
    }

    [Fact]
    public async Task keys_can_be_changed_again()
    {
        await RotateAsync();
        await RotateAsync();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Headquarters.Get<KeyRegister>().All().Count(key => key.Node == Seoul.Id).ShouldBe(3);
    }

    [Fact]
    public async Task a_change_goes_on_after_a_stop()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Change.StartAsync(signing: true, tls: true);
        await Seoul.StopAsync();
        await Seoul.StartAsync();
        Change.IsUnderWay.ShouldBeTrue();

        await Seoul.Links.ResumeAsync(Link.Id);

        await Eventually.Async(() => !Change.IsUnderWay);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    [Fact]
    public async Task keys_that_were_made_but_not_announced_are_given_up_at_the_next_start()
    {
        await Seoul.StopAsync();
        Seoul.Keys.MakeNext(signing: true, tls: true);
        await Seoul.StartAsync();
        Change.IsUnderWay.ShouldBeFalse();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    [Fact]
    public async Task keys_that_were_made_but_not_announced_never_come_into_use_after_a_change_either()
    {
        await RotateAsync();
        var inUse = Seoul.Keys.InUse;
        Seoul.Keys.MakeNext(signing: true, tls: true);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        await Eventually.Async(() => !Change.IsUnderWay);
        Seoul.Keys.InUse.ShouldBe(inUse);
        await RotateAsync();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    [Fact]
    public async Task keys_that_cannot_be_brought_into_use_stop_no_link_and_are_brought_later()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Change.StartAsync(signing: true, tls: true);
        Seoul.Keys.Failing = 1;
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Seoul.Keys.Failing <= 0);

        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        await Eventually.Async(() => !Change.IsUnderWay);
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    [Fact]
    public async Task keys_that_were_in_use_when_the_node_stopped_are_taken_at_the_next_start()
    {
        var former = Seoul.Keys.InUse;
        await RotateAsync();
        var now = Seoul.Keys.InUse;
        await Seoul.StopAsync();
        Seoul.Keys.SetBack(former, now);

        await Seoul.StartAsync();

        Seoul.Keys.InUse.ShouldBe(now);
        Change.IsUnderWay.ShouldBeFalse();
    }

    [Fact]
    public async Task a_key_that_was_replaced_vouches_for_no_new_card()
    {
        var former = Seoul.Keys.InUse.Signer;
        await RotateAsync();
        using var thief = new MemoryKeys("thief");
        var card = NodeCardCodec.Sign(
            Known with
            {
                SigningKey = thief.InUse.Signer.PublicKey.ToArray(),
                Made = Known.Made.AddDays(1),
            },
            thief.InUse.Signer
        );

        var line = await TakeAsync(Sign(RenewalKind.Word, IntroductionKind.Body(card), former));

        (line.Outcome, line.Code).ShouldBe((ReceiptOutcome.Refused, "former-key"));
        Known.SigningKey.ShouldBe(Seoul.Keys.InUse.Signer.PublicKey.ToArray());
        Headquarters.Get<IAlarms>().Present().Single().Notice.What.ShouldBe("former-key");
    }

    [Theory]
    [InlineData("Tokyo")]
    [InlineData("Headquarters")]
    public async Task a_renewal_does_not_take_the_name_of_another_node(string name)
    {
        await using var tokyo = await TestNode.StartAsync("Tokyo");
        await Headquarters.AcceptAsync(tokyo);
        var card = NodeCardCodec.Sign(
            Known with
            {
                Name = name,
                Made = Known.Made.AddDays(1),
            },
            Seoul.Keys.InUse.Signer
        );

        var line = await TakeAsync(Sign(RenewalKind.Word, IntroductionKind.Body(card), Seoul.Keys.InUse.Signer));

        (line.Outcome, line.Code).ShouldBe((ReceiptOutcome.Refused, "card-name-taken"));
        Known.Name.ShouldBe("Seoul");
    }

    [Theory]
    [InlineData("Tokyo\u001b[2J")]
    [InlineData("Tokyo\nHeadquarters")]
    [InlineData("\u202eoykoT")]
    [InlineData("own")]
    [InlineData("node--01a20c9e-0159-7a92-ac4d-2d3901af6abb")]
    public void a_card_with_a_name_that_does_not_show_what_it_is_can_not_be_read(string name) =>
        NodeCards
            .Read(NodeCardCodec.Sign(Known with { Name = name }, Seoul.Keys.InUse.Signer))
            .Refusal!.Code.ShouldBe("card-unreadable");

    [Fact]
    public async Task two_nodes_of_one_name_are_told_apart_by_their_ids()
    {
        await using var one = await TestNode.StartAsync("Tokyo");
        await using var other = await TestNode.StartAsync("Tokyo");
        await Headquarters.AcceptAsync(one);
        Headquarters.Cards.Named("Tokyo").Value.Card.Node.ShouldBe(one.Id);
        await Headquarters.AcceptAsync(other);

        var refused = Headquarters.Cards.Named("Tokyo").Refusal!;

        refused.Code.ShouldBe("node-ambiguous");
        refused.Sentence.ShouldContain(one.Id.ToString());
        Headquarters.Cards.Named(other.Id.ToString()).Value.Card.Node.ShouldBe(other.Id);
    }

    [Fact]
    public async Task a_record_signed_with_a_key_that_is_not_announced_yet_waits_for_it()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Change.StartAsync(signing: true, tls: false);
        var early = Sign("note", "{}"u8.ToArray(), Seoul.Keys.Next!.Signer);

        (await TakeAsync(early)).Outcome.ShouldBe(ReceiptOutcome.Held);
        Headquarters.Get<IAlarms>().Present().Single().Notice.What.ShouldBe("unknown-key");

        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => !Change.IsUnderWay);
        Headquarters.Query("SELECT COUNT(*) FROM held").ShouldBe(0);
        Headquarters.ClassificationOf(early).ShouldBe("UNCLASSIFIED");
        Headquarters.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task who_accepts_the_new_card_by_hand_takes_what_the_former_key_signed()
    {
        var former = Seoul.Keys.InUse.Signer;
        await RotateAsync();
        await using var tokyo = await TestNode.StartAsync("Tokyo");
        await tokyo.AcceptAsync(Seoul);

        tokyo.Get<KnownNodes>().Judge(Sign("note", "{}"u8.ToArray(), former)).ShouldBe(SignatureStanding.Good);
    }

    private async Task RotateAsync()
    {
        (await Change.StartAsync(signing: true, tls: true)).Refusal.ShouldBeNull();
        await Eventually.Async(() => !Change.IsUnderWay);
    }

    private SignedRecord Sign(string kind, byte[] body, IRecordSigner signer)
    {
        var draft = Seoul.Sign(TestNode.NewId(kind), [Headquarters.Id]).Header;
        return SignedRecord.Sign(draft, body, signer);
    }

    private Task<ReceiptLine> TakeAsync(SignedRecord record) => Headquarters.TakeFromAsync(Seoul.Id, record);
}
