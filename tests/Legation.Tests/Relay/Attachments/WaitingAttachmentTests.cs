using System.Security.Cryptography;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>Attachments that do not go are listed on their link with the reason, as records are.</summary>
public sealed class WaitingAttachmentTests : TwoNodes
{
    private readonly byte[] file = RandomNumberGenerator.GetBytes(3_000_000);

    [Fact]
    public async Task those_held_back_are_listed_with_the_reason_and_their_link_holds_back()
    {
        Seoul.Line.PiecesLeft = 5;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "RESTRICTED", file);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        Listed(QueueSection.Waiting).ShouldHaveSingleItem().Record.ShouldBe(record.Header.Id);
        Seoul.Links.AreIdle.ShouldBeFalse();
        (await Seoul.Cards.SetClearanceAsync(Headquarters.Id, TestNode.Unclassified)).Refusal.ShouldBeNull();
        Seoul.Line.PiecesLeft = int.MaxValue;

        await Eventually.Async(() => Listed(QueueSection.HeldBack).Count == 1);

        var held = Listed(QueueSection.HeldBack).Single();
        (held.Record, held.Lane).ShouldBe((record.Header.Id, Lane.Attachments));
        held.Why.ShouldStartWith("label not releasable");
        Seoul.Links.ReasonsOf(Link.Id, QueueSection.HeldBack).ShouldHaveSingleItem().Why.ShouldBe(held.Why);
        Seoul.Links.CountInTrouble().ShouldBe(1);
    }

    [Fact]
    public async Task those_of_a_version_that_was_raised_do_not_go_when_its_correction_is_lowered()
    {
        Seoul.Line.PiecesLeft = 2;
        var raised = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", file);
        await Eventually.Async(() => Seoul.Line.PiecesLeft < 0);
        await Seoul.Links.PauseAsync(Link.Id);
        await Seoul.RelabelAsync(raised, "UNCLASSIFIED", "SECRET");
        var corrected = await Seoul.ReviseAsync(raised, Headquarters.Organisation, "SECRET", attached: false);
        await Seoul.RelabelAsync(corrected, "SECRET", "UNCLASSIFIED");
        Seoul.Line.PiecesLeft = int.MaxValue;

        await Seoul.Links.ResumeAsync(Link.Id);

        var later = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", [1, 2, 3]);
        await Eventually.Async(() => Headquarters.HasContents(later));
        Headquarters.HasContents(raised).ShouldBeFalse();
        Listed(QueueSection.HeldBack).ShouldHaveSingleItem().Why.ShouldStartWith("label not releasable");
    }

    [Fact]
    public async Task one_that_is_damaged_here_is_listed_as_held_back_with_the_reason()
    {
        Seoul.Line.PiecesLeft = 0;
        var record = await Seoul.AttachAsync(Headquarters.Organisation, "UNCLASSIFIED", file);
        var hash = record.Header.Attachments[0].Hash.ToString();
        var path = Directory.GetFiles(Seoul.AttachmentFolder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, new byte[file.Length], TestContext.Current.CancellationToken);
        Seoul.Line.PiecesLeft = int.MaxValue;

        await Eventually.Async(() => Listed(QueueSection.HeldBack).Count == 1);

        Listed(QueueSection.HeldBack).ShouldHaveSingleItem().Why.ShouldBe("the file is damaged at this node");
        Seoul.Links.ReasonsOf(Link.Id, QueueSection.HeldBack).Single().Count.ShouldBe(1);
    }

    private IReadOnlyList<WaitingRecord> Listed(QueueSection section) =>
        Seoul.Links.Queue(Link.Id, new QueueQuery(section), limit: 10)!.Items;
}
