using Legation.Records;
using Legation.Records.Alarms;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>A record goes into a file; what it names is damaged on this node's disk.</summary>
public sealed class DamagedCarriedTests : TwoNodes
{
    private readonly byte[] content = [1, 2, 3];

    [Fact]
    public async Task its_files_go_with_the_next_file_once_they_are_whole_again()
    {
        var (record, damaged) = await DamagedAsync();
        (await WriteAsync())
            .Items[^1]
            .Words.ShouldBe("not in the carried file, for the file is damaged at this node: 1 file, 3 bytes");

        await RestoreAsync(damaged);

        (await WriteAsync()).Items[^1].Words.ShouldBe("1 file, 3 bytes");
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task its_files_follow_it_over_the_line_once_they_are_whole_again()
    {
        var (record, damaged) = await DamagedAsync();
        await WriteAsync();
        await RestoreAsync(damaged);

        Seoul.Line.Down = false;

        await Eventually.Async(() => Seoul.FilesOf(record, Headquarters) == "with all its files");
        Headquarters.HasContents(record).ShouldBeTrue();
    }

    [Fact]
    public async Task nothing_waits_for_it_when_it_was_withdrawn_before_it_had_gone()
    {
        await DamagedAsync();
        await WriteAsync();
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);

        (await WriteAsync()).Items.ShouldHaveSingleItem().Words.ShouldBe("1 record, 1 void");

        Seoul.Query("SELECT COUNT(*) FROM relay_attached").ShouldBe(0);
    }

    [Fact]
    public async Task its_receipt_finds_it_when_the_disk_was_damaged_after_it_was_carried()
    {
        var record = await WaitingAsync();
        var (_, file) = await CarryAsync();
        var receipts = await ReadAsync(Headquarters, file);
        await DamageAsync(record);
        (await WriteAsync()).Items[^1].Words.ShouldStartWith("not in the carried file");
        Seoul.Get<IAlarms>().Present().Select(alarm => alarm.Notice.What).ShouldContain("attachment-damaged");

        await ReadAsync(Seoul, receipts);

        Seoul.FilesOf(record, Headquarters).ShouldBe("with all its files");
        Seoul.Query("SELECT COUNT(*) FROM relay_attached WHERE state <> 3").ShouldBe(0);
    }

    [Fact]
    public async Task it_follows_its_record_under_its_number_when_the_file_was_lost()
    {
        var record = await WaitingAsync();
        await WriteAsync();
        var path = await DamageAsync(record);
        await WriteAsync();
        await RestoreAsync(path);

        Seoul.Line.Down = false;

        await Eventually.Async(() => Seoul.FilesOf(record, Headquarters) == "with all its files");
        Headquarters.HasContents(record).ShouldBeTrue();
        Seoul.Query("SELECT number FROM relay_attached").ShouldBe(1);
    }

    [Fact]
    public async Task no_file_is_written_for_it_alone_and_what_is_left_out_is_said()
    {
        Seoul.Line.PiecesLeft = 0;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", content);
        await IsDeliveredAsync(record);
        await DamageAsync(record);
        using var file = new MemoryStream();

        var written = await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file);

        written.Refusal!.Code.ShouldBe("carried-left-out");
        written.Refusal.Sentence.ShouldContain("no file was written");
        written.Refusal.Sentence.ShouldContain("for the file is damaged at this node: 1 file, 3 bytes");
        Link.Written.ShouldBeNull();
    }

    private async Task<SignedRecord> WaitingAsync()
    {
        Seoul.Line.Down = true;
        return await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", content);
    }

    private async Task<(SignedRecord Record, string Path)> DamagedAsync()
    {
        var record = await WaitingAsync();
        return (record, await DamageAsync(record));
    }

    private async Task<string> DamageAsync(SignedRecord record)
    {
        var hash = record.Header.Attachments[0].Hash.ToString();
        var path = Directory.GetFiles(Seoul.AttachmentFolder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, [0, 0, 0], TestContext.Current.CancellationToken);
        return path;
    }

    private Task RestoreAsync(string path) =>
        File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);

    private async Task<WrittenFile> WriteAsync() => (await CarryAsync()).Written;

    private async Task<(WrittenFile Written, byte[] File)> CarryAsync()
    {
        using var file = new MemoryStream();
        return ((await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file)).Value, file.ToArray());
    }

    private static async Task<byte[]> ReadAsync(TestNode node, byte[] file)
    {
        using var receipts = new MemoryStream();
        (await node.Get<CarriedFiles>().ReadAsync(new MemoryStream(file), receipts)).Refusal.ShouldBeNull();
        return receipts.ToArray();
    }
}
