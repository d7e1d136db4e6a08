using Legation.Records;
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

    private async Task<(SignedRecord Record, string Path)> DamagedAsync()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", content);
        var hash = record.Header.Attachments[0].Hash.ToString();
        var path = Directory.GetFiles(Seoul.AttachmentFolder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, [0, 0, 0], TestContext.Current.CancellationToken);
        return (record, path);
    }

    private Task RestoreAsync(string path) =>
        File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);

    private async Task<WrittenFile> WriteAsync()
    {
        using var file = new MemoryStream();
        return (await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file)).Value;
    }
}
