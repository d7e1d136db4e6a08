using Legation.Records;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>How high a carried file is marked when labels have changed since the records were signed.</summary>
public sealed class CarriedMarkingTests : TwoNodes
{
    [Fact]
    public async Task a_file_is_marked_as_high_as_a_record_in_it_was_raised()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await RaiseAsync(record);

        (await ClassificationsAsync()).ShouldBe(["RESTRICTED", "UNCLASSIFIED"]);
    }

    [Fact]
    public async Task a_version_that_was_raised_counts_under_its_label_when_it_is_superseded()
    {
        Seoul.Line.Down = true;
        var record = await Seoul.WriteAsync(Headquarters.Organisation);
        await RaiseAsync(record);
        await Seoul.ReviseAsync(record, Headquarters.Organisation);

        (await ClassificationsAsync()).ShouldBe(["RESTRICTED", "UNCLASSIFIED"]);
    }

    [Fact]
    public async Task a_record_that_was_lowered_counts_under_the_label_that_its_envelope_shows()
    {
        await Seoul.Links.PauseAsync(Link.Id);
        var record = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");
        await Seoul.SayAsync("mark", record, "UNCLASSIFIED", "1UNCLASSIFIED", Audience);

        (await ClassificationsAsync()).ShouldBe(["RESTRICTED", "UNCLASSIFIED"]);
    }

    [Fact]
    public async Task contents_that_follow_a_record_are_marked_as_high_as_it_was_raised()
    {
        var record = await DeliveredWithoutContentsAsync();
        await RaiseAsync(record);
        await NothingWaitsAsync();

        (await ClassificationsAsync()).ShouldBe(["RESTRICTED", "UNCLASSIFIED"]);
    }

    [Fact]
    public async Task contents_of_a_superseded_version_are_marked_as_its_correction_is()
    {
        var record = await DeliveredWithoutContentsAsync();
        var corrected = record.Header with
        {
            Version = 2,
            Previous = record.Hash,
            Label = TestNode.LabelOf("RESTRICTED"),
            Attachments = [],
        };
        (
            await Seoul.Ledger.CommitAsync(SignedRecord.Sign(corrected, "{}"u8.ToArray(), Seoul.Keys.InUse.Signer))
        ).Refusal.ShouldBeNull();
        await NothingWaitsAsync();

        (await ClassificationsAsync()).ShouldBe(["RESTRICTED", "UNCLASSIFIED"]);
    }

    private RecordId[] Audience => [Headquarters.Organisation];

    // Only under the label that was: what raises it is not itself as high.
    private Task RaiseAsync(SignedRecord record) =>
        Seoul.SayAsync("mark", record, "UNCLASSIFIED", "1RESTRICTED", Audience);

    private async Task<SignedRecord> DeliveredWithoutContentsAsync()
    {
        Seoul.Line.PiecesLeft = 0;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", [1, 2, 3]);
        await IsDeliveredAsync(record);
        return record;
    }

    private Task NothingWaitsAsync() =>
        Eventually.Async(() => Seoul.Query("SELECT COUNT(*) FROM relay_outbox WHERE state <= 1") == 0);

    private async Task<IEnumerable<string>> ClassificationsAsync()
    {
        using var file = new MemoryStream();
        var written = (await Seoul.Get<CarriedFiles>().WriteAsync(Headquarters.Id, file)).Value;
        return written.Labels.Select(label => label.Classification).Order();
    }
}
