using Legation.Records;
using Legation.Records.Alarms;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class RevocationTests : TwoNodes
{
    private KeyRegister Register => Headquarters.Get<KeyRegister>();

    [Fact]
    public async Task what_came_before_a_key_was_revoked_stands_and_what_comes_after_is_refused_whatever_its_dates()
    {
        var before = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(before);
        Seoul.Clock.Ahead = TimeSpan.FromDays(-400);
        var backdated = Seoul.Sign(TestNode.NewId("note"), [Headquarters.Id]);

        (await Register.RevokeAsync(Seoul.Id)).Refusal.ShouldBeNull();

        (await TakeAsync(backdated)).ShouldBe(new ReceiptLine(backdated.Hash, ReceiptOutcome.Refused, "revoked-key"));
        Headquarters.Count(backdated).ShouldBe(0);
        Headquarters.Count(before).ShouldBe(1);
        (await TakeAsync(before)).Outcome.ShouldBe(ReceiptOutcome.Stored);
        Headquarters.Count(before).ShouldBe(1);
        Headquarters
            .Get<IAlarms>()
            .Present()
            .Select(alarm => alarm.Notice.What)
            .ShouldBe(["revoked-key", "key-revoked"], ignoreOrder: true);
    }

    [Fact]
    public async Task a_peer_whose_key_was_revoked_is_not_heard_until_its_new_card_is_accepted_by_hand()
    {
        await Register.RevokeAsync(Seoul.Id);
        var waits = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Link.State == LinkState.Held || Link.State == LinkState.LineDown);
        Headquarters.Count(waits).ShouldBe(0);

        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: true);
        (await Seoul.Get<KeyChange>().FinishNowAsync()).Refusal.ShouldBeNull();
        await Headquarters.AcceptAsync(Seoul);

        var after = await Seoul.WriteAsync(Headquarters.Organisation);
        await IsDeliveredAsync(after);
        Headquarters.Get<IAlarms>().Present().ShouldNotContain(alarm => alarm.Notice.What == "key-revoked");
        // Signed with the stolen key, it could be anybody's.
        await Eventually.Async(() => Seoul.DeliveryOf(waits, Headquarters) == DeliveryState.Refused);
    }

    [Fact]
    public async Task a_node_takes_back_its_stolen_key_with_the_one_after_it()
    {
        var stolen = Seoul.Keys.InUse.Signer;
        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: true);
        await Eventually.Async(() => !Seoul.Get<KeyChange>().IsUnderWay);

        (await Seoul.Get<KeyRegister>().RevokeAsync(Seoul.Id)).Value.Told.ShouldBe(1);

        await Eventually.Async(() => Headquarters.Get<KnownNodes>().IsRevoked(Seoul.Id, stolen.KeyId));
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        var forged = SignedRecord.Sign(
            Seoul.Sign(TestNode.NewId("note"), [Headquarters.Id]).Header,
            "{}"u8.ToArray(),
            stolen
        );
        (await TakeAsync(forged)).Code.ShouldBe("revoked-key");
    }

    [Fact]
    public async Task while_new_keys_wait_nothing_of_the_own_node_is_revoked_and_afterwards_the_stolen_one_is()
    {
        var stolen = Seoul.Keys.InUse.Signer;
        await Seoul.Links.PauseAsync(Link.Id);
        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: false);

        (await Seoul.Get<KeyRegister>().RevokeAsync(Seoul.Id)).Refusal!.Code.ShouldBe("key-change-under-way");

        (await Seoul.Get<KeyChange>().FinishNowAsync()).Refusal.ShouldBeNull();
        (await Seoul.Get<KeyRegister>().RevokeAsync(Seoul.Id)).Value.Keys.ShouldBe(1);
        await Seoul.Links.ResumeAsync(Link.Id);
        await Eventually.Async(() => Headquarters.Get<KnownNodes>().IsRevoked(Seoul.Id, stolen.KeyId));
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Seoul.Get<KnownNodes>().IsRevoked(Seoul.Id, Seoul.Keys.InUse.Signer.KeyId).ShouldBeFalse();
    }

    [Fact]
    public async Task a_receipt_that_was_lost_before_its_key_was_revoked_is_given_anew_with_the_present_one()
    {
        var record = Headquarters.Sign(TestNode.NewId("note"), [Seoul.Id]);
        var first = await Seoul.TakeAsync(Headquarters.Id, record, 7);
        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: false);
        await Eventually.Async(() => !Seoul.Get<KeyChange>().IsUnderWay);
        (await Seoul.Get<KeyRegister>().RevokeAsync(Seoul.Id)).Refusal.ShouldBeNull();

        var again = await Seoul.TakeAsync(Headquarters.Id, record, 7);

        var receipt = ReceiptCodec.Open(again, Seoul.Cards.KeysOf(Seoul.Id))!;
        receipt.Lines.ShouldBe(ReceiptCodec.ReadOwn(first).Lines);
        (await Seoul.TakeAsync(Headquarters.Id, record, 7)).ShouldBe(again);
    }

    [Fact]
    public async Task a_stolen_key_does_not_revoke_itself_or_the_one_after_it()
    {
        var revocation = new Revocation(Seoul.Id, [Seoul.Keys.InUse.Signer.KeyId]).Encode();
        var draft = Seoul.Sign(TestNode.NewId(RevocationKind.Word), [Headquarters.Id]).Header;

        var line = await TakeAsync(SignedRecord.Sign(draft, revocation, Seoul.Keys.InUse.Signer));

        line.Code.ShouldBe("not-its-to-revoke");
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    [Fact]
    public async Task a_revocation_that_the_next_renewal_has_overtaken_counts_and_one_of_a_later_key_does_not()
    {
        var first = Seoul.Keys.InUse.Signer;
        await RotateAsync();
        var second = Seoul.Keys.InUse.Signer;
        await RotateAsync();
        var third = Seoul.Keys.InUse.Signer;

        foreach (var later in new[] { third.KeyId, second.KeyId, Digest.Of([1]) })
            (await SaidAsync(second, later)).Code.ShouldBe("not-its-to-revoke");
        (await SaidAsync(second, first.KeyId)).Outcome.ShouldBe(ReceiptOutcome.Stored);

        Headquarters.Get<KnownNodes>().IsRevoked(Seoul.Id, first.KeyId).ShouldBeTrue();
        Headquarters.Get<KnownNodes>().IsRevoked(Seoul.Id, third.KeyId).ShouldBeFalse();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
    }

    private async Task RotateAsync()
    {
        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: false);
        await Eventually.Async(() => !Seoul.Get<KeyChange>().IsUnderWay);
    }

    private Task<ReceiptLine> SaidAsync(IRecordSigner by, Digest key)
    {
        var draft = Seoul.Sign(TestNode.NewId(RevocationKind.Word), [Headquarters.Id]).Header;
        return TakeAsync(SignedRecord.Sign(draft, new Revocation(Seoul.Id, [key]).Encode(), by));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_node_whose_word_holds_revokes_for_all_that_follow_it(bool holds)
    {
        await using var tokyo = await TestNode.StartAsync("Tokyo");
        await tokyo.LinkAsync(Headquarters);
        await tokyo.AcceptAsync(Seoul);
        (await tokyo.Cards.AcceptAsync(Headquarters.Cards.Own(), TestNode.Restricted, holds)).Refusal.ShouldBeNull();
        var key = Seoul.Keys.InUse.Signer.KeyId;

        (await Register.RevokeAsync(Seoul.Id, forAll: true)).Value.Told.ShouldBe(1);

        await tokyo.ReceivesAsync(await Headquarters.WriteAsync(tokyo.Id));
        await Eventually.Async(() => tokyo.Query("SELECT COUNT(*) FROM current WHERE kind = 'revocation'") == 1);
        tokyo.Get<KnownNodes>().IsRevoked(Seoul.Id, key).ShouldBe(holds);
    }

    [Fact]
    public async Task what_waits_unverified_with_a_revoked_key_never_takes_effect()
    {
        await using var tokyo = await TestNode.StartAsync("Tokyo");
        var key = tokyo.Keys.InUse.Signer.KeyId;
        var record = tokyo.Sign(TestNode.NewId("note"), [Headquarters.Id]);
        (await Headquarters.TakeFromAsync(Seoul.Id, record)).Outcome.ShouldBe(ReceiptOutcome.Held);
        await tokyo.Get<KeyChange>().StartAsync(signing: true, tls: false);
        await Headquarters.Ledger.RunAsync(transaction =>
        {
            Headquarters.Get<KeyTrust>().Revoke(new Revocation(tokyo.Id, [key]), "", transaction);
            return true;
        });

        await Headquarters.AcceptAsync(tokyo);

        Headquarters.ClassificationOf(record).ShouldBeNull();
        Headquarters.Query("SELECT COUNT(*) FROM held").ShouldBe(0);
        Headquarters.Get<IAlarms>().Present().ShouldContain(alarm => alarm.Notice.What == "revoked-key");
    }

    [Fact]
    public async Task the_officer_is_told_how_much_came_with_the_key_since_it_was_lost()
    {
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        var lost = Headquarters.Clock.GetUtcNow();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));

        (await Register.RevokeAsync(Seoul.Id, suspectSince: lost)).Value.Suspect.ShouldBe(2);
    }

    [Fact]
    public async Task a_node_does_not_revoke_the_key_that_it_signs_with() =>
        (await Register.RevokeAsync(Headquarters.Id)).Refusal!.Code.ShouldBe("no-former-key");

    private Task<ReceiptLine> TakeAsync(SignedRecord record) => Headquarters.TakeFromAsync(Seoul.Id, record);
}
