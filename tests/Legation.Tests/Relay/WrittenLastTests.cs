using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>What is said of the last carried file: what was in it, and what of that has no receipt.</summary>
public sealed class WrittenLastTests : TwoNodes
{
    [Fact]
    public async Task attachments_alone_have_no_receipt_until_it_is_carried_back()
    {
        Seoul.Line.PiecesLeft = 0;
        await IsDeliveredAsync(await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", [1, 2, 3]));
        Seoul.Line.Down = true;
        var file = await WriteAsync();
        Written.InIt.ShouldBe(new CarriedCount(0, 1));
        Written.Open.ShouldBe(new CarriedCount(0, 1));

        await ReadAsync(Seoul, await ReadAsync(Headquarters, file));

        Written.Open.ShouldBe(new CarriedCount(0, 0));
    }

    [Fact]
    public async Task receipts_for_records_are_none_for_their_attachments()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", [1, 2, 3]);
        await WriteAsync();
        Written.Open.ShouldBe(new CarriedCount(1, 1));
        Seoul.Line.PiecesLeft = 0;

        Seoul.Line.Down = false;

        await IsDeliveredAsync(record);
        Written.Open.ShouldBe(new CarriedCount(0, 1));
    }

    [Fact]
    public async Task a_clock_set_back_changes_nothing_of_it()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        Seoul.Clock.Ahead = -TimeSpan.FromHours(1);

        await WriteAsync();

        Written.Open.ShouldBe(new CarriedCount(1, 0));
    }

    [Fact]
    public async Task what_the_line_has_numbered_since_is_none_of_it()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        var file = await WriteAsync();
        var later = await Seoul.WriteAsync(Headquarters.Organisation);
        await Eventually.Async(() => Seoul.DeliveryOf(later, Headquarters) == DeliveryState.Sent);
        Written.Open.ShouldBe(new CarriedCount(1, 0));

        await ReadAsync(Seoul, await ReadAsync(Headquarters, file));

        Seoul.DeliveryOf(later, Headquarters).ShouldBe(DeliveryState.Sent);
        Written.Open.ShouldBe(new CarriedCount(0, 0));
    }

    [Fact]
    public async Task a_new_epoch_brings_no_receipts_for_it()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        await WriteAsync();
        await Seoul.StopAsync();
        Seoul.Epoch = 2;
        await Seoul.StartAsync();

        await Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM relay_batch WHERE epoch = 1") == 0);

        Written.IsOfFormerEpoch.ShouldBeTrue();
    }

    [Fact]
    public async Task a_link_that_is_made_anew_knows_of_no_file()
    {
        Seoul.Line.Down = true;
        await Seoul.WriteAsync(Headquarters.Organisation);
        await WriteAsync();
        await Seoul.Links.RemoveAsync(Headquarters.Id);

        await Seoul.AddLinkAsync(Headquarters);

        Link.Written.ShouldBeNull();
        Seoul.Query("SELECT COUNT(*) FROM relay_written_numbers").ShouldBe(0);
    }

    private WrittenLast Written => Link.Written.ShouldNotBeNull();

    private async Task<byte[]> WriteAsync()
    {
        using var file = new MemoryStream();
        (await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file)).Refusal.ShouldBeNull();
        return file.ToArray();
    }

    private static async Task<byte[]> ReadAsync(TestNode node, byte[] file)
    {
        using var receipts = new MemoryStream();
        (await node.Get<CarriedFiles>().ReadAsync(new MemoryStream(file), receipts)).Refusal.ShouldBeNull();
        return receipts.ToArray();
    }
}
