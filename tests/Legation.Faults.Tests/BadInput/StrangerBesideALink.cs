using System.Net;
using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.BadInput;

/// <summary>
/// Seoul and Tokyo with their good link, served once for all tests of a class; and callers whose card Tokyo accepts.
/// </summary>
public sealed class StrangerBesideALink(PreparedNetwork prepared) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private ServedNetwork network = null!;
    private int written;

    internal ServedNode Tokyo => network.Tokyo;

    internal ServedNode Seoul => network.Seoul;

    public async ValueTask InitializeAsync()
    {
        network = new ServedNetwork(await prepared.CopyAsync());
        await Task.WhenAll(network.Seoul.StartAsync(), network.Tokyo.StartAsync());
        Desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        Caller = await LinkedAsync();
    }

    internal string Desk { get; private set; } = "";

    /// <summary>A linked caller that all tests of the class may use.</summary>
    internal RelayCaller Caller { get; private set; } = null!;

    /// <summary>A caller with keys of its own, linked with Tokyo.</summary>
    internal async Task<RelayCaller> LinkedAsync()
    {
        var identity = CallerIdentity.New();
        await AcceptAsync(new CallerCard(identity));
        await Tokyo.CommandAsync("link", "add", identity.Node);
        return new RelayCaller(identity, Tokyo);
    }

    /// <summary>Tokyo's security officer accepts a card whose fingerprint he was told.</summary>
    internal async Task AcceptAsync(CallerCard card)
    {
        var (code, said) = await TryAcceptAsync(card.Sign(), card.Fingerprint);
        code.ShouldBe(0, said);
    }

    /// <summary>The same with any bytes, and what the command says.</summary>
    internal async Task<(int Code, string Said)> TryAcceptAsync(byte[] card, string fingerprint)
    {
        var file = Path.Combine(Tokyo.Folder, $"{Guid.CreateVersion7()}.card");
        await File.WriteAllTextAsync(file, $"A card\n{Convert.ToBase64String(card)}\n");
        return await LegationProcess.RunAsync([
            "card",
            "accept",
            file,
            "--fingerprint",
            fingerprint,
            "--data",
            Tokyo.Folder,
        ]);
    }

    /// <summary>A record of an unknown kind, which Tokyo takes from its home as it is.</summary>
    internal static RecordDraft Record(RelayCaller caller) =>
        new(Ids.New("memorandum"), caller.Identity.Node, caller.Identity.Node, new { text = "a record" });

    internal static SignedItem Signed(RelayCaller caller, RecordDraft draft) => draft.SignedBy(caller.Identity.Signing);

    /// <summary>The caller is taken as before, and a dispatch from Seoul arrives.</summary>
    internal async Task GoesOnAsync(RelayCaller? caller = null)
    {
        if (caller is not null)
            (await caller.OutcomeOfAsync(Signed(caller, Record(caller)))).ShouldBe("stored");
        var subject = $"Beside-{Interlocked.Increment(ref written)}";
        var answer = await network.Representative.ReleaseAsync(new DispatchDraft(subject, Desk), subject);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Sentence);
        await Eventually.HoldsAsync(
            "a dispatch from Seoul arrives beside it",
            Patience,
            async () => (await network.Deputy.ListAsync("to-clear", subject)).Count == 1
        );
    }

    /// <summary>Tokyo's newest security event is this one, and its operator has an alarm of it.</summary>
    internal async Task AlarmedAsync(string code)
    {
        Journal.SecurityEvents(Tokyo.Folder)[^1].Code.ShouldBe(code);
        (await network.Deputy.AlarmsAsync()).ShouldContain(code);
    }

    internal bool IsInEffect(RecordDraft record) => Journal.IsInEffect(Tokyo.Folder, record.Id);

    /// <summary>What Tokyo took has no effect there, and its operator has an alarm.</summary>
    internal async Task HasNoEffectAsync(RecordDraft record, string alarm)
    {
        IsInEffect(record).ShouldBeFalse();
        (await network.Deputy.AlarmsAsync()).ShouldContain(alarm);
    }

    public ValueTask DisposeAsync()
    {
        Caller?.Dispose();
        return network.DisposeAsync();
    }
}
