using System.Formats.Cbor;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class VoidTests : TwoNodes
{
    private static readonly byte[] Nothing = [];

    [Fact]
    public async Task a_withdrawn_record_travels_as_a_void_that_both_nodes_journal()
    {
        Seoul.Line.Down = true;
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.Sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        Seoul.Line.Down = false;

        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.HeldBack);

        var signed = VoidAt(Headquarters);
        VoidAt(Seoul).ShouldBe(signed);
        new CborReader(Sign1.Read(signed)!.Content!.Value).ReadStartMap().ShouldBe(7);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
    }

    [Fact]
    public async Task a_number_that_is_void_stays_so_over_a_restart_and_the_record_goes_under_another()
    {
        Seoul.Line.Down = true;
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.Sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        await Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 8") == 1);
        await Seoul.StopAsync();
        await Seoul.StartAsync();
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted);
        Seoul.Line.Down = false;

        await IsDeliveredAsync(restricted);

        VoidAt(Headquarters).ShouldBe(VoidAt(Seoul));
        Headquarters.Count(restricted).ShouldBe(1);
        Headquarters.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(2);
        Seoul.Query("SELECT COUNT(*) FROM relay_void").ShouldBe(0);
    }

    [Fact]
    public async Task a_void_that_the_numbering_node_signed_is_refused_as_void_without_alarm()
    {
        var head = Head(1);
        var line = await RefusedAsync(head, BatchItem.Void(VoidStatement.Of(head, 0).Sign(Seoul.Ledger.Node.Signer)));
        (line.Code, line.Retry).ShouldBe(("void", false));
        Alarms.ShouldBe(0);
    }

    [Fact]
    public async Task a_void_of_another_number_is_a_security_event()
    {
        var head = Head(1);
        var other = VoidStatement.Of(head, 0) with { Number = 2 };
        (await RefusedAsync(head, BatchItem.Void(other.Sign(Seoul.Ledger.Node.Signer)))).Code.ShouldBe("bad-void");
        Alarms.ShouldBe(1);
    }

    [Fact]
    public async Task a_void_that_somebody_else_signed_is_a_security_event()
    {
        using var stranger = NodeKey.Generate();
        var head = Head(1);
        (await RefusedAsync(head, BatchItem.Void(VoidStatement.Of(head, 0).Sign(stranger)))).Code.ShouldBe("bad-void");
        Alarms.ShouldBe(1);
    }

    [Fact]
    public async Task a_void_signed_as_something_else_is_a_security_event()
    {
        var head = Head(1);
        var signer = Seoul.Ledger.Node.Signer;
        var content = Sign1.Read(VoidStatement.Of(head, 0).Sign(signer))!.Content!.Value.ToArray();
        var item = BatchItem.Void(signer.Sign(content, SignedContent.Receipt));
        (await RefusedAsync(head, item)).Code.ShouldBe("bad-void");
    }

    [Fact]
    public async Task an_item_with_nothing_in_it_is_no_void()
    {
        (await RefusedAsync(Head(1), new BatchItem(Nothing, Nothing, Nothing))).Code.ShouldBe("unreadable");
        Alarms.ShouldBe(1);
    }

    [Fact]
    public async Task a_void_in_place_of_a_record_that_was_taken_brings_the_same_receipt()
    {
        var record = Seoul.Sign(TestNode.NewId("note"), [Headquarters.Organisation]);
        var head = Head(1) with { Hashes = [record.Hash] };
        var taken = await TakeAsync(head, new BatchItem(record.Envelope, record.Salt, record.Body));
        var again = await TakeAsync(head, BatchItem.Void(VoidStatement.Of(head, 0).Sign(Seoul.Ledger.Node.Signer)));
        again.ShouldBe(taken);
    }

    private long Alarms => Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7");

    private BatchHead Head(long first) => new(Seoul.Id, 1, Headquarters.Id, Lane.Flash, first, [Digest.Of([1])]);

    private async Task<byte[]> TakeAsync(BatchHead head, BatchItem item) =>
        (await Headquarters.Get<Intake>().TakeAsync(new Batch(head, [item]))).Receipt.ShouldNotBeNull();

    private async Task<ReceiptLine> RefusedAsync(BatchHead head, BatchItem item)
    {
        var receipt = ReceiptCodec.Open(await TakeAsync(head, item), Headquarters.Cards.KeysOf(Headquarters.Id));
        return receipt.ShouldNotBeNull().Lines.Single();
    }

    private static byte[] VoidAt(TestNode node)
    {
        using var journal = new Journal(node.Get<Legation.Records.Storage.IRecordStore>());
        return journal.Query("SELECT content FROM journal WHERE type = 8", r => (byte[])r.GetValue(0)).Single();
    }
}
