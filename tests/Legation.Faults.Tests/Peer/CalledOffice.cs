using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Peer;

/// <summary>Tokyo as a process, and in place of Seoul a caller that has Seoul's keys and does what no node would.</summary>
internal sealed class CalledOffice : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private string post = "";
    private string desk = "";
    private string office = "";
    private int written;

    private CalledOffice(NetworkFolder folder)
    {
        Network = new ServedNetwork(folder);
        Seoul = new RelayCaller(CallerIdentity.Of(Network.Seoul), Network.Tokyo);
    }

    public ServedNetwork Network { get; }

    /// <summary>The caller that Tokyo takes for Seoul.</summary>
    public RelayCaller Seoul { get; }

    public ServedNode Tokyo => Network.Tokyo;

    public static async Task<CalledOffice> StartAsync(PreparedNetwork prepared)
    {
        var called = new CalledOffice(await prepared.CopyAsync());
        try
        {
            await called.Tokyo.StartAsync();
            called.post = await called.Network.Deputy.AddresseeAsync("Representative, political section");
            called.desk = await called.Network.Deputy.AddresseeAsync("Asia-Pacific desk");
            called.office = await called.Network.Deputy.AddresseeAsync("Liaison Office Tokyo");
            return called;
        }
        catch
        {
            await called.DisposeAsync();
            throw;
        }
    }

    /// <summary>A dispatch of Seoul's to headquarters, which rests in Tokyo until it is cleared.</summary>
    public RecordDraft Dispatch() =>
        new(Ids.New("dispatch"), Seoul.Identity.Node, post, Body()) { Audience = [post, desk, office] };

    /// <summary>A record of a kind that no node knows.</summary>
    public RecordDraft OfUnknownKind() =>
        new(Ids.New("memorandum"), Seoul.Identity.Node, post, new { text = "later" })
        {
            Audience = [post, desk, office],
        };

    /// <summary>Signed with Seoul's key.</summary>
    public SignedItem Signed(RecordDraft draft) => draft.SignedBy(Seoul.Identity.Signing);

    /// <summary>So many signed dispatches.</summary>
    public SignedItem[] Dispatches(int count) => [.. Enumerable.Range(0, count).Select(_ => Signed(Dispatch()))];

    /// <summary>How many dispatches wait in Tokyo to be cleared.</summary>
    public async Task<int> WaitingAsync() => (await Network.Deputy.ListAsync("to-clear")).Count;

    /// <summary>Tokyo takes an ordinary dispatch as it always does.</summary>
    public async Task GoesOnAsync()
    {
        var before = await WaitingAsync();
        (await Seoul.OutcomeOfAsync(Signed(Dispatch()))).ShouldBe("stored");
        (await WaitingAsync()).ShouldBe(before + 1);
        Journal.RecordsTwice(Tokyo.Folder).ShouldBe(0);
        (await Tokyo.VerifyAuditAsync()).ShouldContain("The audit holds");
    }

    /// <summary>Tokyo's newest security event is this one, and its operator has an alarm of it.</summary>
    public async Task AlarmedAsync(string code)
    {
        Journal.SecurityEvents(Tokyo.Folder)[^1].Code.ShouldBe(code);
        (await Network.Deputy.AlarmsAsync()).ShouldContain(code);
    }

    /// <summary>Waits until the condition holds.</summary>
    public static Task UntilAsync(string what, Func<Task<bool>> condition) =>
        Eventually.HoldsAsync(what, Patience, condition);

    public async ValueTask DisposeAsync()
    {
        Seoul.Dispose();
        Seoul.Identity.Dispose();
        await Network.DisposeAsync();
    }

    private object Body() =>
        new
        {
            number = $"SEL-BCD 2026/{++written:D4}",
            subject = $"Called {written}",
            text = "1. This dispatch tests the line.",
            language = "en",
            action = new[] { desk },
            info = Array.Empty<string>(),
        };
}
