namespace Legation.Simulation;

/// <summary>
/// Nodes, the lines between them, and time. Nothing happens by itself: what is on the way is delivered or lost, what was
/// asked for is carried out, time goes on, when somebody says so.
/// </summary>
internal sealed class Network
{
    private static readonly LineAnswer Nothing = new(null, Trouble.LineDown, "no answer", 0);
    private readonly Dictionary<RecordId, int> indexes;
    private readonly HashSet<(int From, int To)> cut = [];
    private ViolationException? broken;

    public Network(Plan plan, IReadOnlyList<SimulatedDisk> disks, Mutation mutation, Story story)
    {
        (Plan, Mutation, Story) = (plan, mutation, story);
        Oracle = new Oracle(plan, new Holdings(node => Nodes![node]));
        TimeLimits = new TimeLimits(this);
        indexes = Identity.All.Take(plan.Nodes).ToDictionary(i => i.Node, i => i.Index);
        Nodes = [.. disks.Select((disk, i) => new SimulatedNode(this, Identity.All[i], disk))];
    }

    public Plan Plan { get; }

    public Mutation Mutation { get; }

    public Story Story { get; }

    public Coverage Coverage => Story.Coverage;

    public Oracle Oracle { get; }

    public TimeLimits TimeLimits { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <summary>Whether disks are put back in this schedule; then no keys are changed, for a node would lose them.</summary>
    public bool IsRestoring { get; init; }

    /// <summary>Nodes at which an act of an officer failed in the middle: it is finished at their next start.</summary>
    public HashSet<int> Unfinished { get; } = [];

    /// <summary>By the clock that nobody sets.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>What is on the way.</summary>
    public List<Message> Messages { get; } = [];

    /// <summary>Copies of what was sent, which come weeks late.</summary>
    public List<Message> Shelf { get; } = [];

    public int IndexOf(RecordId node) => indexes[node];

    /// <summary>Lets nothing through in one direction, or does again.</summary>
    public bool Cut(int from, int to, bool isCut) => isCut ? cut.Add((from, to)) : cut.Remove((from, to));

    public void MendLines() => cut.Clear();

    /// <summary>What all links that run have asked for.</summary>
    public IEnumerable<(SimulatedLink Link, LinkEffect Effect)> Asked =>
        Nodes.SelectMany(node => node.Links.Values).SelectMany(link => link.Asked.Select(effect => (link, effect)));

    /// <summary>A node hands a batch, or a call, to its line.</summary>
    public Task<LineAnswer> Send(SimulatedNode from, int to, byte[]? batch)
    {
        if (batch is not null && BatchCodec.Decode(batch) is { } sent)
        {
            Coverage.Note("sent: voids", sent.Items.Count(item => item.ClaimsVoid));
            JudgeSent(from.Index, to, sent);
        }
        return Ask(new Message(from.Index, to, from.Crashes, batch, new TaskCompletionSource<LineAnswer>()));
    }

    /// <summary>A node hands what it says of itself to its line.</summary>
    public Task<LineAnswer> State(SimulatedNode from, int to, byte[] statement) =>
        Ask(
            new Message(from.Index, to, from.Crashes, null, new TaskCompletionSource<LineAnswer>()) { Head = statement }
        );

    private Task<LineAnswer> Ask(Message message)
    {
        Messages.Add(message);
        return message.Asked!.Task;
    }

    /// <summary>Carries out what a link has asked for.</summary>
    public void CarryOut(SimulatedLink link, LinkEffect effect)
    {
        if (Story.IsTold)
            Story.Tell($"{link.Node.Index}→{link.Peer} {Words(effect)}");
        link.CarryOut(effect);
        if (broken is not null)
            throw broken;
        After(link.Node);
    }

    /// <summary>A message arrives, unless its line is cut or nobody is there.</summary>
    public void Deliver(Message message)
    {
        Messages.Remove(message);
        if (Story.IsTold)
            Story.Tell($"delivers {message}");
        if (message.Answer is { } answer)
            Answer(message, cut.Contains((message.To, message.From)) ? Nothing : answer);
        else if (cut.Contains((message.From, message.To)) || !Nodes[message.To].IsUp)
            Answer(message, Nothing);
        else
            Arrive(message);
    }

    /// <summary>A copy of a batch comes when all has healed.</summary>
    public void KeepForWeeks(Message batch)
    {
        Coverage.Note("fault: batch comes weeks late");
        if (Story.IsTold)
            Story.Tell($"keeps a copy of {batch} for weeks");
        Shelf.Add(batch with { Asked = null });
    }

    /// <summary>A message is lost, and whoever waits for the answer learns that there is none.</summary>
    public void Lose(Message message)
    {
        Messages.Remove(message);
        if (Story.IsTold)
            Story.Tell($"loses {message}");
        Answer(message, Nothing);
    }

    /// <summary>Time goes on to when the next link wants to look.</summary>
    public bool Pass()
    {
        var next = Nodes
            .SelectMany(node => node.Links.Values)
            .Where(link => link.Due is not null)
            .MinBy(link => link.Due);
        if (next is null)
            return false;
        if (next.Due > Elapsed)
            Elapsed = next.Due!.Value;
        next.Look();
        return true;
    }

    public void Start(SimulatedNode node)
    {
        if (Story.IsTold)
            Story.Tell($"node {node.Index} starts, epoch {node.Epoch}");
        try
        {
            node.Start();
            TimeLimits.Learn(node);
        }
        catch (PowerLostException)
        {
            Crash(node);
        }
    }

    public void Crash(SimulatedNode node)
    {
        if (Story.IsTold)
            Story.Tell($"node {node.Index} crashes");
        node.Crash();
    }

    /// <summary>What follows when a node has done something: its power may have failed over it.</summary>
    public void After(SimulatedNode node)
    {
        if (node.Disk.IsDown)
        {
            Coverage.Note("fault: crash within work");
            Crash(node);
        }
        else
            node.Look();
    }

    // Kept, because what carries out the sending takes any failure for one of the line or the store and tries again.
    private void JudgeSent(int from, int to, Batch sent)
    {
        try
        {
            Oracle.Sent(from, to, sent);
        }
        catch (ViolationException violation)
        {
            broken ??= violation;
        }
    }

    private void Arrive(Message message)
    {
        var node = Nodes[message.To];
        var reception = node.Get<Reception>();
        var peer = reception.PeerBehind(Identity.All[message.From].Pin, out var refusal);
        var answer = message.Batch is null ? new LineAnswer([], null, "", 1) : new LineAnswer(null, null, "", 1);
        if (refusal is not null)
            answer = LineAnswer.Refused(refusal.Status, refusal.Encode(), 1);
        else if (message.Batch is { } batch)
            answer = Take(node, peer!.Value, message.From, batch);
        else if (message.Head is { } head)
            answer = Hear(node, peer!.Value, head);
        var lost = node.Disk.IsDown;
        After(node);
        if (lost)
            Answer(message, Nothing);
        else if (message.Asked is not null)
            Messages.Add(message with { Answer = answer });
    }

    private LineAnswer Take(SimulatedNode node, RecordId peer, int from, byte[] content)
    {
        var batch = BatchCodec.Decode(content);
        var again = batch is not null && Oracle.WasReceipted(node.Index, from, batch.Head);
        var answer = Wait.For(node.Get<Reception>().TakeAsync(peer, content));
        if (answer.Refusal is { } refusal)
        {
            Coverage.Note($"batch refused: {refusal.Code}");
            if (refusal == ProtocolRefusal.Unavailable)
                Oracle.PerhapsTaken(node.Index, from, batch!.Head);
            return LineAnswer.Refused(refusal.Status, refusal.Encode(), 1);
        }
        Oracle.Receipted(node.Index, from, batch!.Head);
        Coverage.Note(again ? "batch taken before: same receipt" : "batch taken");
        if (!again)
            NoteOutcomes(answer.Receipt!);
        return new LineAnswer(answer.Receipt, null, "", 1);
    }

    private static LineAnswer Hear(SimulatedNode node, RecordId peer, byte[] statement)
    {
        var answer = Wait.For(node.Get<Reception>().HearAsync(peer, statement));
        return answer.Refusal is { } refusal
            ? LineAnswer.Refused(refusal.Status, refusal.Encode(), 1)
            : new LineAnswer(answer.Statement, null, "", 1);
    }

    private void NoteOutcomes(byte[] receipt)
    {
        if (Sign1.Read(receipt)?.Content is not { } content || ReceiptCodec.Decode(content) is not { } read)
            return;
        foreach (var line in read.Lines)
            Coverage.Note(
                line.Code is { } code
                    ? $"record refused: {code}"
                    : $"record {line.Outcome.ToString().ToLowerInvariant()}"
            );
    }

    // Who has asked may not be there any more; then nobody hears it.
    private void Answer(Message message, LineAnswer answer)
    {
        var node = Nodes[message.From];
        if (message.Asked is null || message.Life != node.Crashes)
            return;
        message.Asked.TrySetResult(answer);
        if (node.IsUp && node.Links.TryGetValue(message.To, out var link))
            link.Collect();
        After(node);
    }

    private static string Words(LinkEffect effect) =>
        effect switch
        {
            LinkEffect.Send { Batch: var b } => $"sends {b.Lane} {b.First}–{b.Last}",
            LinkEffect.StoreReceipt { Batch: var b } => $"stores the receipt for {b.Lane} {b.First}–{b.Last}",
            LinkEffect.Begin => "begins",
            LinkEffect.Compose => "composes",
            _ => "calls",
        };
}
