using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Peer;

public sealed class OtherNodesTests(SharedOffice shared) : IClassFixture<SharedOffice>
{
    [Fact, Fault("older peer: a kind that the node does not know", "a caller with the peer's keys")]
    public async Task a_record_of_an_unknown_kind_is_stored_passed_on_and_its_header_shown()
    {
        var office = shared.Office;
        await office.Network.Headquarters.StartAsync();
        var draft = office.OfUnknownKind();
        (await office.Seoul.OutcomeOfAsync(office.Signed(draft))).ShouldBe("stored");
        await CalledOffice.UntilAsync(
            "headquarters shows its header",
            async () => await office.Network.Desk.RecordAsync(draft.Id) is { KindIsKnown: false, Kind: "memorandum" }
        );
        await office.GoesOnAsync();
    }

    [Theory, Fault("clock of a peer five years off", "headers made five years away")]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task a_peer_whose_clock_is_five_years_off_is_taken_once_and_in_its_order(int years)
    {
        var office = shared.Office;
        var made = TimeProvider.System.GetUtcNow().AddYears(years);
        var drafts = Enumerable.Range(0, 3).Select(i => office.Dispatch() with { Made = made.AddDays(-i) }).ToList();
        var batch = office.Seoul.Batch([.. drafts.Select(office.Signed)]);
        var receipt = await office.Seoul.SendAsync(batch);
        receipt.Outcomes.ShouldAllBe(outcome => outcome == "stored");
        (await office.Seoul.SendAsync(batch)).Receipt.ShouldBe(receipt.Receipt);
        var newestFirst = (await office.Network.Deputy.ListAsync("to-clear")).Take(drafts.Count);
        newestFirst.Reverse().Select(dispatch => dispatch.Id).ShouldBe(drafts.Select(draft => draft.Id));
        await office.GoesOnAsync();
    }
}
