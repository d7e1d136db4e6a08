using Legation.Relay;
using Legation.Server.Communications;

namespace Legation.Server.Tests.Communications;

/// <summary>What a link's page says of the last carried file.</summary>
public sealed class WrittenWordsTests
{
    [Theory]
    [InlineData(2, 0, 0, 0, "2 records; the receipts are in")]
    [InlineData(1, 0, 1, 0, "1 record, no receipt yet")]
    [InlineData(3, 0, 1, 0, "3 records, no receipt yet for 1 record")]
    [InlineData(0, 1, 0, 1, "the attachments of 1 record, no receipt yet")]
    [InlineData(2, 1, 0, 1, "2 records and the attachments of 1, no receipt yet for the attachments of 1 record")]
    [InlineData(2, 1, 0, 0, "2 records and the attachments of 1; the receipts are in")]
    public void what_has_no_receipt_is_named(long records, long contents, long open, long openContents, string words) =>
        LinkWords
            .Written(
                new WrittenLast(default, new CarriedCount(records, contents), new CarriedCount(open, openContents))
            )
            .ShouldBe(words);

    [Fact]
    public void of_a_file_of_a_former_epoch_no_receipt_is_promised() =>
        LinkWords
            .Written(new WrittenLast(default, new CarriedCount(2, 0), default) { IsOfFormerEpoch = true })
            .ShouldBe("2 records; a new epoch has begun since, under which what has no receipt goes again");
}
