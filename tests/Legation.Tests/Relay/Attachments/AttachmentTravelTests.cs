using System.Security.Cryptography;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Records.Audit;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>Attachments that follow their records to a peer.</summary>
public sealed class AttachmentTravelTests : TwoNodes
{
    private const int LargestPiece = ArrivingFiles.LongestPiece;
    private readonly byte[] large = RandomNumberGenerator.GetBytes(3_000_000);
    private readonly byte[] small = RandomNumberGenerator.GetBytes(1000);

    [Fact]
    public async Task attachments_follow_their_record_and_the_receipt_says_that_it_is_complete()
    {
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large, small);

        await AreThereAsync(record);

        Headquarters.HasContents(record).ShouldBeTrue();
        LastReceipt().Lane.ShouldBe(Lane.Attachments);
        LastReceipt().Lines.ShouldBe([new ReceiptLine(record.Hash, ReceiptOutcome.Complete)]);
    }

    [Fact]
    public async Task a_transfer_goes_on_where_it_was_cut()
    {
        Seoul.Line.PiecesLeft = 6;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        Seoul.FilesOf(record, Headquarters).ShouldBe("its files are on their way");

        Seoul.Line.PiecesLeft = int.MaxValue;

        await AreThereAsync(record);
        Seoul.Line.AttachmentBytes.ShouldBe(large.Length);
    }

    [Fact]
    public async Task a_transfer_goes_on_after_both_nodes_have_stopped()
    {
        Seoul.Line.PiecesLeft = 8;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        await Seoul.StopAsync();
        await Headquarters.StopAsync();
        Seoul.Line.PiecesLeft = int.MaxValue;

        await Headquarters.StartAsync();
        await Seoul.StartAsync();

        await AreThereAsync(record);
        Seoul.Line.AttachmentBytes.ShouldBeLessThanOrEqualTo(large.Length + LargestPiece);
    }

    [Fact]
    public async Task what_the_peer_has_is_not_sent_again()
    {
        await AreThereAsync(await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large));
        var before = Seoul.Line.AttachmentBytes;

        await AreThereAsync(await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large));

        Seoul.Line.AttachmentBytes.ShouldBe(before);
    }

    [Fact]
    public async Task a_receipt_that_was_lost_is_given_again()
    {
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", small);
        Seoul.Line.LoseAnswers(4);

        await AreThereAsync(record);

        Headquarters.Query("SELECT COUNT(*) FROM relay_receipt WHERE lane = 5").ShouldBe(1);
    }

    [Fact]
    public async Task a_clearance_that_was_lowered_stops_them_and_one_that_is_raised_lets_them_go_on()
    {
        Seoul.Line.PiecesLeft = 5;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", large);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        (await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified)).Refusal.ShouldBeNull();
        Seoul.Line.PiecesLeft = int.MaxValue;

        await Eventually.Async(() =>
            Seoul.FilesOf(record, Headquarters).StartsWith("its files are held back: ", StringComparison.Ordinal)
        );
        Headquarters.HasContents(record).ShouldBeFalse();
        (await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Restricted)).Refusal.ShouldBeNull();

        await AreThereAsync(record);
    }

    [Fact]
    public async Task bytes_that_were_changed_on_the_way_are_thrown_away_and_all_is_sent_again()
    {
        var times = 1;
        Seoul.Line.Alter = piece =>
            piece.Bytes.Length > 0 && Interlocked.Decrement(ref times) >= 0
                ? piece with
                {
                    Bytes = RandomNumberGenerator.GetBytes(piece.Bytes.Length),
                }
                : piece;

        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);

        await AreThereAsync(record);
        SecurityEvents(Headquarters).ShouldHaveSingleItem().ShouldContain("wrong-content");
        Seoul.Line.AttachmentBytes.ShouldBe(2 * large.Length);
    }

    [Fact]
    public async Task a_file_that_is_damaged_here_is_not_sent_for_ever()
    {
        Seoul.Line.PiecesLeft = 0;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", small);
        var hash = record.Header.Attachments[0].Hash.ToString();
        var file = Directory.GetFiles(Seoul.AttachmentFolder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, new byte[small.Length], TestContext.Current.CancellationToken);

        Seoul.Line.PiecesLeft = int.MaxValue;

        await Eventually.Async(() =>
            Seoul.FilesOf(record, Headquarters) == "its files are held back: the file is damaged at this node"
        );
        Headquarters.HasContents(record).ShouldBeFalse();
        SecurityEvents(Seoul).ShouldHaveSingleItem().ShouldContain("attachment-damaged");

        await File.WriteAllBytesAsync(file, small, TestContext.Current.CancellationToken);
        await Seoul.Links.ResumeAsync(Link.Id);

        await AreThereAsync(record);
    }

    [Fact]
    public async Task what_had_not_all_gone_over_a_removed_link_is_counted_and_goes_on_when_it_is_added_again()
    {
        Seoul.Line.PiecesLeft = 2;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);
        await IsDeliveredAsync(record);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);

        (await Seoul.Links.RemoveAsync(Headquarters.Id)).Value.ShouldBe(new RemovedLink(0, 0, null, Files: 1));
        Seoul.Line.PiecesLeft = int.MaxValue;
        await Seoul.AddLinkAsync(Headquarters);

        await AreThereAsync(record);
    }

    [Fact]
    public async Task content_that_no_record_here_names_is_not_taken()
    {
        Seoul.Line.Alter = piece => piece with { Record = Digest.Of(small) };

        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large);

        await Eventually.Async(() =>
            Seoul.Query("SELECT COUNT(*) FROM relay_attached WHERE why LIKE '%not-named'") > 0
        );
        Directory.GetFiles(Headquarters.AttachmentFolder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await IsDeliveredAsync(await Seoul.WriteAsync(Headquarters.Organisation));
        Headquarters.HasContents(record).ShouldBeFalse();
    }

    [Fact]
    public async Task a_record_that_names_content_which_is_not_here_is_not_written()
    {
        var attached = new AttachmentReference(Digest.Of(large), large.Length, "text/plain");
        var record = Seoul.SignNaming(Headquarters.Organisation, "UNCLASSIFIED", [attached]);

        (await Seoul.Ledger.CommitAsync(record)).Refusal!.Code.ShouldBe("attachment-not-here");
    }

    [Fact]
    public async Task attachments_go_on_from_node_to_node()
    {
        await using var post = await TestNode.StartAsync("Post");
        await post.LinkAsync(Seoul, rest: true);
        var organisation = await Headquarters.Ledger.RunAsync(t => t.Current(Headquarters.Organisation));
        await post.ReceivesAsync(organisation!);
        await post.AcceptAsync(Headquarters);
        await Headquarters.AcceptAsync(post);

        var record = await post.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", large, small);

        await AreThereAsync(record);
        Headquarters.HasContents(record).ShouldBeTrue();
    }

    private Task AreThereAsync(Legation.Records.Signing.SignedRecord record) =>
        Eventually.Async(() => Seoul.FilesOf(record, Headquarters) == "with all its files");

    private Receipt LastReceipt()
    {
        using var journal = new Journal(Seoul.Get<Legation.Records.Storage.IRecordStore>());
        var signed = journal.Query(
            "SELECT content FROM journal WHERE type = $1 ORDER BY seq DESC LIMIT 1",
            r => (byte[])r.GetValue(0),
            (int)EntryType.ReceiptTaken
        );
        return ReceiptCodec.Open(signed.Single(), Seoul.Get<KnownNodes>().KeysOf(Headquarters.Id)).ShouldNotBeNull();
    }

    private static List<string> SecurityEvents(TestNode node)
    {
        using var journal = new Journal(node.Get<Legation.Records.Storage.IRecordStore>());
        return journal.Query(
            "SELECT CAST(content AS TEXT) FROM journal WHERE type = $1",
            r => r.GetString(0),
            (int)EntryType.SecurityEvent
        );
    }
}
