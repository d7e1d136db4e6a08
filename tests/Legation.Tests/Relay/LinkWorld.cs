using System.Collections.Immutable;
using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>
/// A sender, a line and a receiver in memory, driven by a list of choices: what is lost, doubled, late, when who
/// crashes. The stores keep what the real ones keep in their transactions and lose the rest in a crash.
/// </summary>
internal sealed class LinkWorld
{
    private const int BatchSize = 3;
    private static readonly RecordId Sender = RecordId.Parse("node--00000000-0000-7000-8000-000000000001");
    private static readonly RecordId Receiver = RecordId.Parse("node--00000000-0000-7000-8000-000000000002");

    private readonly List<(Lane Lane, int Record)> queued = [];
    private readonly Dictionary<NumberedBatch, ImmutableArray<int>> unreceipted = [];
    private readonly Dictionary<Lane, long> next = [];
    private readonly Dictionary<Lane, List<GivenReceipt>> given = [];
    private readonly Dictionary<Lane, long> cursors = [];
    private readonly List<Message> line = [];
    private readonly List<(int Generation, LinkEffect Effect)> work = [];
    private readonly List<string> history = [];
    private LinkMachine machine = new(() => 0.5);
    private TimeSpan now;
    private DateTimeOffset wall = DateTimeOffset.UnixEpoch.AddYears(50);
    private TimeSpan? due;
    private int generation;
    private int written;
    private bool paused;

    public LinkWorld() => Tell(new LinkEvent.Started(Paused: false));

    /// <summary>What took effect at the receiver, in order.</summary>
    public List<int> Taken { get; } = [];

    /// <summary>What each number was used for when it first went over the line.</summary>
    public Dictionary<(Lane, long), int> Numbers { get; } = [];

    public int Written => written;

    public string History => string.Join(Environment.NewLine, history);

    public void Choose(int choice)
    {
        var pick = choice / 16;
        switch (choice % 16)
        {
            case 0 or 1 or 2:
                Write((Lane)(pick % 5));
                break;
            case 3 or 4 or 5 or 6:
                Carry(pick, fails: pick % 11 == 0);
                break;
            case 7 or 8 or 9:
                Deliver(pick, stays: false);
                break;
            case 10:
                Deliver(pick, stays: true);
                break;
            case 11:
                Lose(pick);
                break;
            case 12:
                Crash();
                break;
            case 13:
                paused = !paused;
                Tell(paused ? new LinkEvent.Pause() : new LinkEvent.Resume());
                break;
            case 14:
                Tell(new LinkEvent.Heard());
                break;
            default:
                wall += TimeSpan.FromDays((pick % 21 - 10) * 365);
                Wait();
                break;
        }
    }

    /// <summary>Everything works from now on; goes on until nothing is left to do.</summary>
    public void Heal()
    {
        if (paused)
            Tell(new LinkEvent.Resume());
        for (var i = 0; i < 20_000 && !IsQuiet; i++)
            if (work.Count > 0)
                Carry(0, fails: false);
            else if (line.Count > 0)
                Deliver(0, stays: false);
            else
                Wait();
    }

    public bool IsQuiet => queued.Count == 0 && unreceipted.Count == 0 && Taken.Count >= written;

    public bool CursorsAreWhole => cursors.All(lane => lane.Value == next[lane.Key] - 1);

    private void Write(Lane lane)
    {
        queued.Add((lane, ++written));
        Tell(new LinkEvent.Queued(lane));
    }

    private void Tell(LinkEvent happened)
    {
        history.Add($"{now:mm\\:ss\\.fff} {happened}");
        foreach (var effect in machine.On(happened, new Moment(now, wall)))
            if (effect is LinkEffect.Wait wait)
                due = now + wait.Time;
            else
                work.Add((generation, effect));
    }

    private void Carry(int pick, bool fails)
    {
        if (work.Count == 0)
            return;
        var index = pick % work.Count;
        var (from, effect) = work[index];
        work.RemoveAt(index);
        if (from != generation)
            return;
        history.Add($"  carry {effect}{(fails ? " which fails" : "")}");
        switch (effect)
        {
            case LinkEffect.Begin when fails:
                Tell(new LinkEvent.BeginFailed("disk full"));
                break;
            case LinkEffect.Compose when fails:
                Tell(new LinkEvent.ComposeFailed("disk full"));
                break;
            case LinkEffect.StoreReceipt stored when fails:
                Tell(new LinkEvent.Failed(stored.Batch, Trouble.OwnStore, "disk full"));
                break;
            case LinkEffect.Call when fails:
                Tell(new LinkEvent.Failed(null, Trouble.LineDown, "no answer"));
                break;
            case LinkEffect.Begin:
                Tell(new LinkEvent.Began([.. unreceipted.Keys]));
                break;
            case LinkEffect.Compose:
                Compose();
                break;
            case LinkEffect.Send send:
                Send(send.Batch);
                break;
            case LinkEffect.Call:
                Tell(new LinkEvent.Answered(1));
                break;
            case LinkEffect.StoreReceipt stored:
                unreceipted.Remove(stored.Batch);
                Tell(new LinkEvent.ReceiptStored(stored.Batch));
                break;
        }
    }

    private void Compose()
    {
        if (queued.Count == 0)
        {
            Tell(new LinkEvent.Composed(null, null));
            return;
        }
        var lane = queued.Min(q => q.Lane);
        var records = queued.Where(q => q.Lane == lane).Take(BatchSize).ToList();
        queued.RemoveAll(records.Contains);
        var first = next.GetValueOrDefault(lane, 1);
        next[lane] = first + records.Count;
        var batch = new NumberedBatch(lane, 1, first, first + records.Count - 1, records[0].Record, records[^1].Record);
        unreceipted[batch] = [.. records.Select(r => r.Record)];
        Tell(new LinkEvent.Composed(batch, queued.Count == 0 ? null : queued.Min(q => q.Lane)));
    }

    private void Send(NumberedBatch batch)
    {
        if (!unreceipted.TryGetValue(batch, out var records))
            throw new InvalidOperationException("A batch was sent whose receipt is stored.");
        if (line.Count(m => m.Generation == generation && m.Counts) >= LinkMachine.Window)
            throw new InvalidOperationException("More than two batches are on their way.");
        for (var i = 0; i < records.Length; i++)
            if (
                !Numbers.TryAdd((batch.Lane, batch.First + i), records[i])
                && Numbers[(batch.Lane, batch.First + i)] != records[i]
            )
                throw new InvalidOperationException("A number was used for two records.");
        line.Add(new Message(generation, batch, records, IsReceipt: false, Counts: true));
    }

    private void Deliver(int pick, bool stays)
    {
        if (line.Count == 0)
            return;
        var index = pick % line.Count;
        var message = line[index];
        line.RemoveAt(index);
        history.Add($"  deliver {message} {(stays ? "and keep a copy" : "")}");
        if (stays && !message.IsReceipt)
            line.Add(message with { Counts = false });
        if (message.IsReceipt)
            Answer(message);
        else
        {
            Take(message);
            if (message.Counts)
                line.Add(message with { IsReceipt = true });
        }
    }

    private void Take(Message message)
    {
        var batch = message.Batch;
        var head = new BatchHead(Sender, 1, Receiver, batch.Lane, batch.First, [.. message.Records.Select(Hash)]);
        var receipts = given.TryGetValue(batch.Lane, out var known) ? known : given[batch.Lane] = [];
        var overlapping = receipts.Where(r => r.First <= head.Last && r.Last >= head.First).ToList();
        switch (LaneMachine.Consider(head, head.Content(), 1, overlapping))
        {
            case Arrived.New:
                Taken.AddRange(message.Records);
                var beyond = receipts.Where(r => r.First > head.Last).OrderBy(r => r.First).ToList();
                cursors[batch.Lane] = LaneMachine.Advance(cursors.GetValueOrDefault(batch.Lane), head, beyond);
                receipts.Add(new GivenReceipt(head.First, head.Last, head.Content(), Taken.Count));
                break;
            case Arrived.Again:
                break;
            case var other:
                throw new InvalidOperationException($"The receiver refuses: {other}");
        }
    }

    private void Answer(Message message)
    {
        if (message.Generation == generation)
            Tell(new LinkEvent.Receipted(message.Batch, 1));
    }

    private void Lose(int pick)
    {
        if (line.Count == 0)
            return;
        var message = line[pick % line.Count];
        line.Remove(message);
        history.Add($"  lose {message}");
        if (message.Generation == generation && message.Counts)
            Tell(new LinkEvent.Failed(message.Batch, Trouble.LineDown, "lost"));
    }

    private void Crash()
    {
        generation++;
        machine = new LinkMachine(() => 0.5);
        work.Clear();
        due = null;
        Tell(new LinkEvent.Started(paused));
    }

    private void Wait()
    {
        if (due is not { } at)
            return;
        now = at > now ? at : now;
        due = null;
        Tell(new LinkEvent.Due());
    }

    private static Digest Hash(int record) => Digest.Of(BitConverter.GetBytes(record));

    private sealed record Message(
        int Generation,
        NumberedBatch Batch,
        ImmutableArray<int> Records,
        bool IsReceipt,
        bool Counts
    );
}
