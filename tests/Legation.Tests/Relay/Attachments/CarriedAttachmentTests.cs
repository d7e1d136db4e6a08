using System.Security.Cryptography;
using Legation.Records;
using Legation.Records.Alarms;
using Legation.Records.Attachments;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>Attachments go into the file in which their record goes, and their receipts come back with its own.</summary>
public sealed class CarriedAttachmentTests : TwoNodes
{
    private readonly byte[] large = RandomNumberGenerator.GetBytes(1_000_000);
    private readonly byte[] small = [1, 2, 3];

    [Fact]
    public async Task a_record_and_its_files_are_complete_after_one_way_and_receipted_after_the_way_back()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large, small);

        var (written, file) = await WriteAsync();
        var (read, receipts) = await ReadAsync(Headquarters, file);

        written.Items[^1].Words.ShouldBe("2 files, 1000003 bytes");
        read.Items[^1].Words.ShouldBe("all files are there");
        read.Receipts.ShouldBe(2);
        Headquarters.HasContents(record).ShouldBeTrue();

        var (back, _) = await ReadAsync(Seoul, receipts);

        back.Items.Select(item => item.Words).ShouldBe(["1 stored", "1 complete"]);
        Seoul.FilesOf(record, Headquarters).ShouldBe("with all its files");
        Seoul.Links.AreIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task what_has_come_over_the_line_is_gone_on_with_from_the_file()
    {
        Seoul.Line.PiecesLeft = 4;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        Seoul.Line.Down = true;

        var (_, file) = await WriteAsync();
        var (read, receipts) = await ReadAsync(Headquarters, file);

        read.Items.ShouldHaveSingleItem().Words.ShouldBe("all files are there");
        Headquarters.HasContents(record).ShouldBeTrue();
        await ReadAsync(Seoul, receipts);
        Seoul.FilesOf(record, Headquarters).ShouldBe("with all its files");
    }

    [Fact]
    public async Task a_file_read_twice_brings_the_same_receipts_and_the_line_sends_nothing_again()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        var (_, file) = await WriteAsync();
        await ReadAsync(Headquarters, file);
        (await ReadAsync(Headquarters, file)).Read.Receipts.ShouldBe(2);
        var sent = Seoul.Line.AttachmentBytes;

        Seoul.Line.Down = false;

        await Eventually.Async(() => Seoul.FilesOf(record, Headquarters) == "with all its files");
        Seoul.Line.AttachmentBytes.ShouldBe(sent);
        Headquarters.Query("SELECT COUNT(*) FROM relay_receipt WHERE lane = 5").ShouldBe(1);
    }

    [Fact]
    public async Task files_of_what_was_withdrawn_are_not_in_it()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", large);
        await Eventually.Async(() => Seoul.DeliveryOf(record, Headquarters) == DeliveryState.Sent);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);

        var (written, file) = await WriteAsync();

        written.Items.ShouldHaveSingleItem().Words.ShouldBe("1 record, 1 void");
        file.Length.ShouldBeLessThan(large.Length);
    }

    [Fact]
    public async Task files_beside_a_record_that_is_refused_wait_for_nothing()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", small);
        await Seoul.Ledger.RunAsync(t =>
            t.Execute("UPDATE journal SET body = $1 WHERE record = $2", "[]"u8.ToArray(), record.Header.Id.ToBytes())
        );
        var (_, file) = await WriteAsync();
        var (read, receipts) = await ReadAsync(Headquarters, file);
        read.Items[^1].Words.ShouldBe("not taken: not-named");
        await ReadAsync(Seoul, receipts);
        Seoul.DeliveryOf(record, Headquarters).ShouldBe(DeliveryState.Refused);
        Seoul.Query("SELECT COUNT(*) FROM relay_attached").ShouldBe(0);
    }

    [Fact]
    public async Task files_of_what_may_not_go_any_more_after_it_was_carried_are_in_no_later_file()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", large);
        (await WriteAsync()).Written.Items.Count.ShouldBe(2);
        await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified);

        var (written, file) = await WriteAsync();

        written.Items.ShouldHaveSingleItem().Words.ShouldBe("1 record, 1 void");
        file.Length.ShouldBeLessThan(large.Length);
        Seoul.Query("SELECT COUNT(*) FROM relay_attached").ShouldBe(0);
        Headquarters.HasContents(record).ShouldBeFalse();
    }

    [Fact]
    public async Task files_of_what_expired_after_it_was_carried_are_in_no_later_file()
    {
        Seoul.Line.Down = true;
        var kept = (await Seoul.Get<AttachmentFiles>().KeepAsync(new MemoryStream(large), default)).Value;
        var named = Seoul.SignNaming(
            Headquarters.Organisation,
            "UNCLASSIFIED",
            [new AttachmentReference(kept.Hash, kept.Size, "text/plain")]
        );
        var expires = (Seoul.Clock.GetUtcNow() + TimeSpan.FromHours(1)).ToWholeMicroseconds();
        var record = SignedRecord.Sign(
            named.Header with
            {
                Expires = expires,
            },
            named.Body.ToArray(),
            Seoul.Keys.InUse.Signer
        );
        (await Seoul.Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        (await WriteAsync()).Written.Items.Count.ShouldBe(2);
        (Seoul.Clock.Passed, Headquarters.Clock.Passed) = (TimeSpan.FromHours(2), TimeSpan.FromHours(2));

        var (written, _) = await WriteAsync();

        written.Items.ShouldHaveSingleItem().Words.ShouldBe("1 record, 1 void");
        Seoul.Query("SELECT COUNT(*) FROM relay_attached").ShouldBe(0);
    }

    [Fact]
    public async Task a_file_that_was_cut_short_is_not_carried_and_is_an_alarm()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        var hash = record.Header.Attachments[0].Hash.ToString();
        var path = Directory.GetFiles(Seoul.AttachmentFolder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, large[..^1], TestContext.Current.CancellationToken);

        var (written, _) = await WriteAsync();

        written.Items[0].Words.ShouldBe("1 record");
        written.Items[1].Words.ShouldStartWith("not in the carried file");
        Seoul.Get<IAlarms>().Present().Select(alarm => alarm.Notice.What).ShouldContain("attachment-damaged");
    }

    private async Task<(WrittenFile Written, byte[] File)> WriteAsync()
    {
        using var file = new MemoryStream();
        return ((await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file)).Value, file.ToArray());
    }

    private static async Task<(ReadFile Read, byte[] Receipts)> ReadAsync(TestNode node, byte[] file)
    {
        using var receipts = new MemoryStream();
        var read = await node.Get<CarriedFiles>().ReadAsync(new MemoryStream(file), receipts);
        return (read.Value, receipts.ToArray());
    }
}
