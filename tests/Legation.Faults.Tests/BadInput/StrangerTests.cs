using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.BadInput;

public sealed class StrangerTests(StrangerBesideALink beside) : IClassFixture<StrangerBesideALink>
{
    [Fact, Fault("a stranger calls", "a caller whose card nobody accepted")]
    public async Task a_stranger_gets_no_connection()
    {
        using var stranger = new RelayCaller(CallerIdentity.New(), beside.Tokyo);
        await ShutOutAsync(stranger);
        await beside.GoesOnAsync();
    }

    [Fact, Fault("a known node without a link", "a caller whose card is accepted")]
    public async Task a_known_node_without_a_link_is_told_so()
    {
        using var caller = new RelayCaller(CallerIdentity.New(), beside.Tokyo);
        await beside.AcceptAsync(new CallerCard(caller.Identity));
        var answer = await caller.CallAsync();
        ((int)answer.Status, answer.Code).ShouldBe((503, "no-link"));
        await beside.GoesOnAsync();
    }

    [Fact, Fault("known node with another TLS key", "a linked caller with new keys")]
    public async Task a_known_node_with_another_key_on_the_line_gets_no_connection()
    {
        using var caller = await beside.LinkedAsync();
        using var changed = new RelayCaller(caller.Identity.WithOtherTlsKey(), beside.Tokyo);
        await ShutOutAsync(changed);
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("card with a changed key", "a linked caller with new keys")]
    public async Task a_card_with_a_changed_key_is_taken_only_by_its_new_fingerprint()
    {
        using var caller = await beside.LinkedAsync();
        using var changed = caller.Identity.WithOtherSigningKey();
        var (old, card) = (new CallerCard(caller.Identity), new CallerCard(changed));
        var (code, said) = await beside.TryAcceptAsync(card.Sign(), old.Fingerprint);
        code.ShouldBe(1);
        said.ShouldContain("The fingerprint is another");
        var early = Record(caller);
        (await caller.OutcomeOfAsync(early.SignedBy(changed.Signing))).ShouldBe("held");
        await beside.HasNoEffectAsync(early, "unknown-key");
        await beside.AcceptAsync(card);
        beside.IsInEffect(early).ShouldBeTrue();
        (await caller.OutcomeOfAsync(Record(caller).SignedBy(changed.Signing))).ShouldBe("stored");
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("forged, foreign or older card", "cards with one thing wrong")]
    public async Task a_card_that_is_forged_foreign_or_older_is_refused()
    {
        using var caller = await beside.LinkedAsync();
        var card = new CallerCard(caller.Identity);
        using var thief = caller.Identity.WithOtherSigningKey() with { Node = Ids.New("node") };
        byte[][] wrong =
        [
            [.. card.Sign()[..^1], (byte)(card.Sign()[^1] ^ 1)],
            (card with { Made = card.Made.AddDays(-1) }).Sign(),
            (card with { Name = "" }).Sign(),
            (card with { Name = new string('n', 501) }).Sign(),
            (card with { Address = "http://localhost:9/" }).Sign(),
            (card with { Kinds = [.. Enumerable.Range(0, 1001).Select(i => $"kind-{i}")] }).Sign(),
            // The TLS key of another node.
            new CallerCard(thief).Sign(),
        ];
        foreach (var signed in wrong)
            (await beside.TryAcceptAsync(signed, card.Fingerprint)).Code.ShouldBe(1);
        (await beside.TryAcceptAsync(wrong[^1], new CallerCard(thief).Fingerprint)).Code.ShouldBe(1);
        await beside.GoesOnAsync(caller);
    }

    private static RecordDraft Record(RelayCaller caller) => StrangerBesideALink.Record(caller);

    private static async Task ShutOutAsync(RelayCaller caller)
    {
        var batch = new CallerBatch(
            caller.Identity.Node,
            caller.Receiver,
            Record(caller).SignedBy(caller.Identity.Signing)
        );
        await Should.ThrowAsync<HttpRequestException>(() => caller.CallAsync());
        await Should.ThrowAsync<HttpRequestException>(() => caller.SendAsync(batch));
    }
}
