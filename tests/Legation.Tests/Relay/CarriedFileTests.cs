using CsCheck;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class CarriedFileTests : TwoNodes
{
    [Fact]
    public async Task what_waits_goes_in_a_file_and_its_receipts_come_back_in_another()
    {
        Seoul.Line.Down = true;
        var flash = await Seoul.WriteAsync(Headquarters.Organisation, precedence: Precedence.Flash);
        var routine = await Seoul.WriteAsync(Headquarters.Organisation);

        var (written, file) = await WriteAsync();
        var (read, receipts) = await ReadAsync(Headquarters, file);

        written.Records.ShouldBe(2);
        Words(read).ShouldBe(["1 stored", "1 stored"]);
        (Headquarters.Count(flash), Headquarters.Count(routine)).ShouldBe((1, 1));
        Seoul.DeliveryOf(flash, Headquarters).ShouldBe(DeliveryState.Sent);

        var (back, _) = await ReadAsync(Seoul, receipts);

        back.HeldReceipts.ShouldBeTrue();
        Words(back).ShouldBe(["1 stored", "1 stored"]);
        Seoul.DeliveryOf(flash, Headquarters).ShouldBe(DeliveryState.Delivered);
        Seoul.DeliveryOf(routine, Headquarters).ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task what_was_carried_and_then_goes_over_the_line_has_one_effect_and_one_receipt()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        var (_, receipts) = await ReadAsync(Headquarters, file);
        Seoul.Line.Down = false;
        await IsDeliveredAsync(record);
        Headquarters.Count(record).ShouldBe(1);
        Headquarters.Query("SELECT COUNT(*) FROM relay_receipt").ShouldBe(1);

        var (late, _) = await ReadAsync(Seoul, receipts);

        Words(late).Single().ShouldStartWith("nothing waits for it");
        Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(0);
    }

    [Fact]
    public async Task a_file_read_twice_brings_the_same_receipts_and_nothing_else()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        await ReadAsync(Headquarters, file);
        var (again, _) = await ReadAsync(Headquarters, file);
        Words(again).ShouldBe(["here before: 1 stored"]);
        again.Receipts.ShouldBe(1);
        Headquarters.Count(record).ShouldBe(1);
    }

    [Fact]
    public async Task the_second_file_may_be_read_before_the_first()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, first) = await WriteAsync();
        await Seoul.WriteAsync(Headquarters.Organisation);
        var (written, second) = await WriteAsync();
        written.Items.Count.ShouldBe(2);
        await ReadAsync(Headquarters, second);
        var (late, _) = await ReadAsync(Headquarters, first);
        Words(late).ShouldBe(["here before: 1 stored"]);
        Headquarters.Query("SELECT cursor FROM relay_lane_in WHERE lane = 4").ShouldBe(2);
    }

    [Fact]
    public async Task a_paused_link_goes_by_file()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        await Headquarters.Links.PauseAsync(Headquarters.LinkTo(Seoul).Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, receipts) = await ReadAsync(Headquarters, (await WriteAsync()).File);
        await ReadAsync(Seoul, receipts);
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Delivered);
        Link.State.ShouldBe(LinkState.Paused);
    }

    [Fact]
    public async Task what_may_not_go_is_not_in_the_file_and_what_had_its_number_is_void()
    {
        Seoul.Line.Down = true;
        var restricted = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.Sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);
        var (written, file) = await WriteAsync();
        written.Items.Single().Words.ShouldBe("1 record, 1 void");
        var (read, receipts) = await ReadAsync(Headquarters, file);
        Words(read).ShouldBe(["1 refused: void"]);
        Headquarters.Count(restricted).ShouldBe(0);
        await ReadAsync(Seoul, receipts);
        // When the link begins again, it decides once more.
        await Eventually.Async(() => Seoul.DeliveryOf(restricted, Headquarters) == DeliveryState.HeldBack);
        (await RefusedAsync(Seoul, Headquarters.Id)).ShouldBe("carried-nothing");
    }

    [Fact]
    public async Task any_bit_changed_and_any_end_cut_off_is_refused()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        Gen.Int[0, (file.Length * 8) - 1]
            .Sample(
                bit =>
                {
                    var changed = file.ToArray();
                    changed[bit / 8] ^= (byte)(1 << (bit % 8));
                    Check(changed).ShouldNotBeNull($"bit {bit}");
                },
                iter: 3000
            );
        for (var length = 0; length < file.Length; length++)
            Check(file[..length]).ShouldNotBeNull($"{length} bytes");
        Check([.. file, 0]).ShouldNotBeNull();
        Check(file).ShouldBeNull();
    }

    [Fact]
    public async Task a_file_that_was_changed_is_refused_whole_with_a_security_event()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        file[60] ^= 1;
        (await RefusalOfAsync(Headquarters, file)).ShouldBe("carried-altered");
        Headquarters.Count(record).ShouldBe(0);
        Headquarters.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(1);
        (await RefusalOfAsync(Headquarters, file[..^1])).ShouldBe("carried-cut-off");
        (await RefusalOfAsync(Headquarters, [1, 2, 3])).ShouldBe("carried-unreadable");
    }

    [Fact]
    public async Task a_file_for_another_node_or_from_a_stranger_or_without_a_link_is_refused()
    {
        await using var wellington = await TestNode.StartAsync("Wellington");
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        (await RefusalOfAsync(wellington, file)).ShouldBe("carried-from-a-stranger");
        await wellington.AcceptAsync(Seoul);
        (await RefusalOfAsync(wellington, file)).ShouldBe("carried-for-another");
        await Headquarters.Links.RemoveAsync(Seoul.Id);
        (await RefusalOfAsync(Headquarters, file)).ShouldBe("carried-without-link");
    }

    [Fact]
    public async Task nothing_of_a_node_whose_key_was_revoked_is_taken_even_if_a_former_one_signed()
    {
        await Seoul.Get<KeyChange>().StartAsync(signing: true, tls: true);
        await Eventually.Async(() => !Seoul.Get<KeyChange>().IsUnderWay);
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        await Headquarters.Get<KeyRegister>().RevokeAsync(Seoul.Id, Seoul.Keys.InUse.Signer.KeyId);

        (await RefusalOfAsync(Headquarters, file)).ShouldBe("carried-from-revoked");

        Headquarters.Count(record).ShouldBe(0);
    }

    [Fact]
    public async Task a_node_whose_only_key_was_revoked_is_no_stranger()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        await Headquarters.Get<KeyRegister>().RevokeAsync(Seoul.Id);
        (await RefusalOfAsync(Headquarters, file)).ShouldBe("carried-from-revoked");
    }

    [Fact]
    public async Task receipts_for_other_records_under_the_same_numbers_are_an_alarm()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (written, _) = await WriteAsync();
        var batch = written.Items.Single();
        var other = new BatchHead(Seoul.Id, 1, Headquarters.Id, batch.Lane!.Value, batch.First, [Digest.Of([1])]);
        var answer = await Headquarters.Get<Intake>().TakeAsync(new Batch(other, [new BatchItem([], [], [])]));

        var (read, _) = await ReadAsync(Seoul, Receipts(answer.Receipt!));

        Words(read).ShouldBe(["does not fit the batch with these numbers"]);
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Sent);
        Seoul.Query("SELECT COUNT(*) FROM journal WHERE type = 7").ShouldBe(1);
    }

    [Fact]
    public async Task what_is_no_receipt_of_its_maker_is_said_and_the_others_are_taken()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        var (_, file) = await WriteAsync();
        var receipt = (await Headquarters.Get<Reception>().TakeAsync(Seoul.Id, ItemsOf(file).Single())).Receipt!;

        var (read, _) = await ReadAsync(Seoul, Receipts([1, 2], receipt));

        Words(read).ShouldBe(["no receipt of the node that wrote the file", "1 stored"]);
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Delivered);
    }

    private static List<string> Words(ReadFile read) => [.. read.Items.Select(item => item.Words)];

    private async Task<(WrittenFile Written, byte[] File)> WriteAsync()
    {
        using var file = new MemoryStream();
        var written = await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file);
        return (written.Value, file.ToArray());
    }

    private static async Task<(ReadFile Read, byte[] Receipts)> ReadAsync(TestNode node, byte[] file)
    {
        using var receipts = new MemoryStream();
        var read = await node.Get<CarriedFiles>().ReadAsync(new MemoryStream(file), receipts);
        return (read.Value, receipts.ToArray());
    }

    private static async Task<string?> RefusalOfAsync(TestNode node, byte[] file)
    {
        using var receipts = new MemoryStream();
        return (await node.Get<CarriedFiles>().ReadAsync(new MemoryStream(file), receipts)).Refusal?.Code;
    }

    private static async Task<string?> RefusedAsync(TestNode node, RecordId peer)
    {
        using var file = new MemoryStream();
        return (await node.Get<CarriedFiles>().WriteAsync(peer, file)).Refusal?.Code;
    }

    private Refusal? Check(byte[] file) =>
        new CarriedReader(new MemoryStream(file))
            .Check(Headquarters.Ledger.Node, Headquarters.Get<KnownNodes>())
            .Refusal;

    private IEnumerable<byte[]> ItemsOf(byte[] file)
    {
        var reader = new CarriedReader(new MemoryStream(file));
        reader.Check(Headquarters.Ledger.Node, Headquarters.Get<KnownNodes>()).Refusal.ShouldBeNull();
        return reader.Items();
    }

    private byte[] Receipts(params byte[][] receipts)
    {
        using var file = new MemoryStream();
        using var writer = new CarriedWriter(file);
        foreach (var receipt in receipts)
            writer.Add(receipt);
        writer.Finish(CarriedContent.Receipts, Seoul.Id, Headquarters.Ledger.Node, Headquarters.Clock.GetUtcNow());
        return file.ToArray();
    }
}
