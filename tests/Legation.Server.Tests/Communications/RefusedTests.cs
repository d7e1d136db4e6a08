using System.Text;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Relay;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Communications;

/// <summary>What a peer refuses is shown to the operator, with what it means and what to do.</summary>
public sealed class RefusedTests : IAsyncLifetime
{
    private static ReadOnlySpan<byte> Label =>
        """{"policy":"LEGATION-DEMO","classification":"UNCLASSIFIED","categories":{"releasableTo":["KOR"]}}"""u8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private Neighbours both = null!;

    public async ValueTask InitializeAsync() => both = await Neighbours.StartAsync();

    public ValueTask DisposeAsync() => both.DisposeAsync();

    [Fact]
    public async Task a_version_that_the_peer_knows_with_another_content_is_listed_with_words_and_remedy()
    {
        await both.Here.AddUserAsync("operator", Duties.Operate);
        var header = HeaderOf(RecordId.New("note", both.Here.Clock.GetUtcNow()));
        var (one, other) = (Sign(header, "one"), Sign(header, "other"));
        var from = both.Here.Get<NodeIdentity>().Id;
        await both.There.Get<Ledger>().RunAsync(t => t.Take(one, Arrival.Verified, from));
        (await both.Here.Get<Ledger>().CommitAsync(other)).Refusal.ShouldBeNull();
        var link = await RefusedAsync();
        using var browser = both.Here.Browse();
        await browser.SignInAsync("operator", TestNode.Password);
        var page = await browser.TextAsync($"/communications/{link.Id}?show=refused");
        page.ShouldContain("forked-version");
        page.ShouldContain("another content under this version number");
        page.ShouldContain("restored from a backup");
        page.ShouldContain($"{header.Id}");
    }

    private async Task<LinkView> RefusedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        LinkView link;
        while ((link = both.Here.Get<Links>().All().Single()).Refused != 1)
            await again.WaitForNextTickAsync(patience.Token);
        return link;
    }

    private RecordHeader HeaderOf(RecordId id) =>
        new()
        {
            Id = id,
            Home = both.Here.Get<NodeIdentity>().Id,
            Epoch = 1,
            Author = new Author(both.Anna.Post, both.Anna.Post),
            Made = both.Here.Clock.GetUtcNow().ToWholeMicroseconds(),
            Label = ShippedPolicies.LegationDemo.Complete(
                LabelJson.TryRead(Label, out _)!,
                both.Here.Clock.GetUtcNow()
            ),
            Audience = [both.Kim.Post],
            Precedence = Precedence.Routine,
            BodyCommitment = default,
        };

    private SignedRecord Sign(RecordHeader header, string text) =>
        SignedRecord.Sign(header, Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\"}}"), both.Here.Get<IRecordSigner>());
}
