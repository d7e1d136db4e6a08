using System.Security.Cryptography;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>A hash is no key: a record that names a content which is here for others gets nothing by it.</summary>
public sealed class ProvenAttachmentTests : TwoNodes
{
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(200_000);

    [Fact]
    public async Task a_peer_that_names_what_it_does_not_have_gets_no_complete()
    {
        var named = await KeptAtHeadquartersAsync();
        var record = await TakeNamingAsync(named);

        var answer = await SendAsync(record, named, 0, []);

        answer.Receipt.ShouldBeNull();
        answer.Progress.ShouldBe(new PieceProgress(named.Hash, 0));
    }

    [Fact]
    public async Task the_answers_do_not_say_whether_the_content_is_here()
    {
        var with = await AnswersAsync(await KeptAtHeadquartersAsync());
        var without = await AnswersAsync(
            new AttachmentReference(Digest.Of(RandomNumberGenerator.GetBytes(10)), secret.Length, "text/plain")
        );

        with.ShouldBe(without);
        with.ShouldBe(["0", "100000", "100000", "0", "50000", "wrong-content", "0"]);
    }

    [Fact]
    public async Task who_sends_all_bytes_of_what_is_here_for_others_gets_complete()
    {
        await KeptAtHeadquartersAsync();

        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", secret);

        await Eventually.Async(() => Seoul.FilesOf(record, Headquarters) == "with all its files");
        Seoul.Line.AttachmentBytes.ShouldBe(secret.Length);
    }

    [Fact]
    public async Task a_revision_that_keeps_its_attachment_sends_it_no_second_time()
    {
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", secret);
        await Eventually.Async(() => Complete() == 1);

        await Seoul.ReviseAsync(record, Headquarters.Organisation);

        await Eventually.Async(() => Complete() == 2);
        Seoul.Line.AttachmentBytes.ShouldBe(secret.Length);
    }

    [Fact]
    public async Task what_a_record_only_names_is_not_sent_on()
    {
        await using var post = await TestNode.StartAsync("Post");
        await post.LinkAsync(Seoul, rest: true);
        await Headquarters.AcceptAsync(post);
        // Seoul has the content, of its own.
        var own = await Seoul.AttachAsync(Seoul.Organisation, "UNCLASSIFIED", secret);
        var naming = post.SignNaming(Headquarters.Organisation, "UNCLASSIFIED", own.Header.Attachments);
        await Seoul.TakeFromAsync(post.Id, naming);
        await Headquarters.ReceivesAsync(naming);

        // Its turn would be after the other's.
        var later = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", [1, 2, 3]);

        await Eventually.Async(() => Seoul.FilesOf(later, Headquarters) == "with all its files");
        Headquarters.HasContents(naming).ShouldBeFalse();
        Seoul.FilesOf(naming, Headquarters).ShouldBe("its files are on their way");
    }

    private async Task<AttachmentReference> KeptAtHeadquartersAsync() =>
        (await Headquarters.AttachAsync(Headquarters.Organisation, "RESTRICTED", secret)).Header.Attachments[0];

    private async Task<SignedRecord> TakeNamingAsync(AttachmentReference named)
    {
        var record = Seoul.SignNaming(Headquarters.Organisation, "UNCLASSIFIED", [named]);
        (await Headquarters.TakeFromAsync(Seoul.Id, record)).Outcome.ShouldBe(ReceiptOutcome.Stored);
        return record;
    }

    private Task<PieceAnswer> SendAsync(SignedRecord record, AttachmentReference named, long offset, byte[] bytes) =>
        Headquarters
            .Get<AttachmentIntake>()
            .TakeAsync(
                new AttachmentPiece(Seoul.Id, 1, Headquarters.Id, 1_000_000, record.Hash, named.Hash, offset, bytes),
                TestContext.Current.CancellationToken
            );

    // One that guesses: it asks, sends what it does not have, asks again, and once more after the node has been restarted.
    private async Task<List<string>> AnswersAsync(AttachmentReference named)
    {
        var record = await TakeNamingAsync(named);
        var half = new byte[100_000];
        var answers = new List<PieceAnswer>
        {
            await SendAsync(record, named, 0, []),
            await SendAsync(record, named, 0, half),
            await SendAsync(record, named, 0, []),
        };
        await Headquarters.StopAsync();
        await Headquarters.StartAsync();
        // What may be torn was dropped.
        answers.Add(await SendAsync(record, named, 7, new byte[1]));
        answers.Add(await SendAsync(record, named, 0, new byte[50_000]));
        answers.Add(await SendAsync(record, named, 50_000, new byte[150_000]));
        answers.Add(await SendAsync(record, named, 0, []));
        return [.. answers.Select(answer => answer.Refusal?.Code ?? $"{answer.Progress?.Durable}")];
    }

    private long Complete() => Seoul.Query("SELECT COUNT(*) FROM relay_attached WHERE state = 3");
}
