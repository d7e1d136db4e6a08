using System.Collections.Concurrent;
using System.Net;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Killed;

/// <summary>
/// Many dispatches from Seoul through Tokyo to headquarters, posted and cleared by several clients each, which do what
/// a careful client does when a node gives no answer: send the same again under the same key.
/// </summary>
internal sealed class Exchange(ServedNetwork network, string name, int count)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<int, string> keys = new();
    private int accepted;

    /// <summary>How many post at once, and how many clear.</summary>
    public int Clients { get; init; } = 12;

    /// <summary>Ids that the node gave with 201, by the number in the subject.</summary>
    public ConcurrentDictionary<int, string> Accepted { get; } = new();

    /// <summary>Numbers whose first post got no answer, or another than 201.</summary>
    public ConcurrentDictionary<int, byte> Interrupted { get; } = new();

    /// <summary>Told of each acceptance, with their count so far.</summary>
    public Action<int> WhenAccepted { get; set; } = _ => { };

    /// <summary>Posts all, until each is accepted or found to have been released.</summary>
    public async Task PostAsync()
    {
        var desk = await DeskAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, count),
            new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (number, _) => await PostAsync(number, desk)
        );
    }

    /// <summary>Clears what comes, until all that was posted has come and nothing waits for clearance.</summary>
    public Task ClearAsync(Task posting) =>
        Eventually.HoldsAsync(
            "all dispatches are cleared",
            Patience * 2,
            async () =>
            {
                var allSent = posting.IsCompleted && await network.Representative.LinksAreDrainedAsync();
                var waiting = await network.Deputy.TryListAsync("to-clear");
                await Parallel.ForEachAsync(
                    waiting ?? [],
                    new ParallelOptions { MaxDegreeOfParallelism = Clients },
                    async (dispatch, _) => await ClearAsync(dispatch.Id)
                );
                return allSent && waiting is [];
            }
        );

    /// <summary>Sends a post again exactly as it was accepted.</summary>
    public async Task<Answer> RepeatAsync(int number)
    {
        var desk = await DeskAsync();
        return await network.Representative.ReleaseAsync(Draft(number, desk), keys[number]);
    }

    public string SubjectOf(int number) => $"{name} {number:D5}";

    private string Key(int number, int attempt) => $"{name.Replace(' ', '-')}-{number}-{attempt}";

    private DispatchDraft Draft(int number, string desk) =>
        new(SubjectOf(number), desk, number % 7 == 0 ? "flash" : "routine");

    private async Task PostAsync(int number, string desk)
    {
        var (draft, attempt) = (Draft(number, desk), 1);
        keys[number] = Key(number, attempt);
        await Eventually.HoldsAsync(
            $"{draft.Subject} is accepted",
            Patience,
            async () =>
            {
                var answer = await network.Representative.ReleaseAsync(draft, keys[number]);
                if (answer.Status == HttpStatusCode.Created)
                    return Accept(number, answer.Id);
                answer.ShouldBeWorthRepeating();
                Interrupted[number] = 0;
                // The node says that it does not know: then its register does.
                if (answer.Code != "outcome-unknown")
                    return false;
                if (await network.Representative.TryListAsync("sent", draft.Subject) is not { } sent)
                    return false;
                if (sent.Count > 0)
                    return Accept(number, sent[0].Id);
                keys[number] = Key(number, ++attempt);
                return false;
            }
        );
    }

    // The node may end just when it is asked.
    private async Task<string> DeskAsync()
    {
        var desk = "";
        await Eventually.HoldsAsync(
            "Seoul says where the desk is",
            Patience,
            async () =>
            {
                try
                {
                    desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }
        );
        return desk;
    }

    private bool Accept(int number, string id)
    {
        Accepted[number] = id;
        WhenAccepted(Interlocked.Increment(ref accepted));
        return true;
    }

    // No answer, or none that we understand: the register says whether it still waits.
    private Task ClearAsync(string id) =>
        network.Deputy.PostAsync($"/dispatches/{id}/clear", new { }, Guid.CreateVersion7().ToString());
}
