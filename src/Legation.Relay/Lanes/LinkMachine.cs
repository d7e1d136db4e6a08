namespace Legation.Relay;

/// <summary>How a link stands, as its machine sees it.</summary>
internal sealed record LinkReport(
    bool Paused,
    Trouble? Trouble,
    string Why,
    DateTimeOffset? Since,
    DateTimeOffset? LastContact,
    double? LatencyMilliseconds
);

/// <summary>
/// The sending side of a link without I/O: told what happened and when, it says what is to be done. At most two batches
/// are on their way; of those that wait, the highest lane goes first. A batch that has numbers is sent until its receipt
/// is durable. Attachments go when nothing else does, a piece at a time. Not for two threads at once.
/// </summary>
/// <param name="jitter">Gives numbers from 0 to 1.</param>
internal sealed class LinkMachine(Func<double> jitter)
{
    /// <summary>Batches on their way at one time.</summary>
    public const int Window = 2;

    /// <summary>An idle link is called when nothing went over it for this long.</summary>
    public static readonly TimeSpan CallAfter = TimeSpan.FromSeconds(10);

    private readonly List<NumberedBatch> ready = [];
    private readonly List<NumberedBatch> onTheWay = [];
    private readonly List<NumberedBatch> storing = [];

    // Receipts stored while the store is asked for what has none, which may have been found before.
    private readonly List<NumberedBatch> settled = [];
    private readonly AttachmentTurns attachments = new(jitter);
    private readonly LinePace pace = new();
    private bool paused;
    private bool beginning;
    private bool began;
    private bool beginsAgain;
    private bool composing;
    private bool calling;
    private Lane? waiting;
    private int failures;
    private TimeSpan? retryAt;
    private TimeSpan lastTry = TimeSpan.MinValue;
    private TimeSpan? lastAnswer;

    /// <summary>How the link stands.</summary>
    public LinkReport Report { get; private set; } = new(false, null, "", null, null, null);

    /// <summary>Takes what happened; returns what is to be done, in order.</summary>
    public IReadOnlyList<LinkEffect> On(LinkEvent happened, Moment now)
    {
        var effects = new List<LinkEffect>();
        Take(happened, now, effects);
        // A paused link begins too: what it shows must be true.
        if (!paused || !began)
            Proceed(now, effects);
        return effects;
    }

    private void Take(LinkEvent happened, Moment now, List<LinkEffect> effects)
    {
        switch (happened)
        {
            case LinkEvent.Started started:
                paused = started.Paused;
                Report = Report with { Paused = paused };
                break;
            case LinkEvent.Began begun:
                Begin(begun);
                break;
            case LinkEvent.BeginFailed failed:
                beginning = false;
                Fail(Trouble.OwnStore, failed.Why, now);
                break;
            case LinkEvent.Queued queued:
                if (queued.Lane == Lane.Attachments)
                    attachments.MayWait();
                else
                    Wait(queued.Lane);
                Hasten(now);
                break;
            case LinkEvent.Composed composed:
                TakeComposed(composed);
                break;
            case LinkEvent.ComposeFailed failed:
                // Numbers may have been given all the same, if the store failed in saying so.
                (composing, began) = (false, false);
                Wait(Lane.System);
                Fail(Trouble.OwnStore, failed.Why, now);
                break;
            case LinkEvent.Receipted receipted:
                TakeReceipt(receipted, now, effects);
                break;
            case LinkEvent.ReceiptStored stored:
                storing.Remove(stored.Batch);
                if (beginning)
                    settled.Add(stored.Batch);
                if (stored.Attached)
                    attachments.MayWait();
                break;
            case LinkEvent.PieceTaken taken:
                attachments.Taken();
                pace.PieceTook(taken.Bytes, taken.Milliseconds);
                Reached(now, taken.Bytes == 0 ? taken.Milliseconds : Report.LatencyMilliseconds);
                break;
            case LinkEvent.PieceRefused:
                attachments.Refused(now);
                Reached(now, Report.LatencyMilliseconds);
                break;
            case LinkEvent.PieceFailed failed:
                attachments.Failed();
                Fail(failed.Trouble, failed.Why, now);
                break;
            case LinkEvent.NothingAttached:
                attachments.Ended();
                break;
            case LinkEvent.Failed failed:
                TakeBack(failed.Batch, failed.Trouble);
                Fail(failed.Trouble, failed.Why, now);
                break;
            case LinkEvent.Answered answered:
                calling = false;
                Reached(now, answered.Milliseconds);
                break;
            case LinkEvent.Heard:
                Report = Report with { LastContact = now.Utc };
                Hasten(now);
                break;
            case LinkEvent.Pause:
                paused = true;
                Report = Report with { Paused = true };
                break;
            case LinkEvent.Resume:
                paused = false;
                Report = Report with { Paused = false };
                // The peer holds back while this side is paused: the call tells it that this is over.
                lastAnswer = null;
                retryAt = null;
                break;
        }
    }

    private void Begin(LinkEvent.Began begun)
    {
        (beginning, began, retryAt) = (false, !beginsAgain, null);
        Report = Report with { Trouble = null, Why = "", Since = null };
        if (began)
            ready.AddRange(begun.Unreceipted.Except(ready).Except(onTheWay).Except(storing).Except(settled));
        beginsAgain = false;
        settled.Clear();
        if (begun.Attached)
            attachments.MayWait();
        Wait(Lane.System);
    }

    private void TakeComposed(LinkEvent.Composed composed)
    {
        composing = false;
        if (composed.Batch is { } batch)
            ready.Add(batch);
        if (composed.Remaining is { } lane)
            Wait(lane);
    }

    private void TakeReceipt(LinkEvent.Receipted receipted, Moment now, List<LinkEffect> effects)
    {
        if (!onTheWay.Remove(receipted.Batch))
            return;
        storing.Add(receipted.Batch);
        effects.Add(new LinkEffect.StoreReceipt(receipted.Batch));
        pace.BatchTook(receipted.Bytes, receipted.Milliseconds);
        Reached(now, receipted.Milliseconds);
    }

    // Where the own store failed, its receipt may be durable all the same: the store is asked for what has none.
    private void TakeBack(NumberedBatch? batch, Trouble trouble)
    {
        if (batch is null)
            calling = false;
        else if ((onTheWay.Remove(batch) || storing.Remove(batch)) && trouble != Trouble.OwnStore)
            ready.Add(batch);
        if (trouble == Trouble.OwnStore)
            (began, beginsAgain) = (false, beginning);
    }

    private void Fail(Trouble trouble, string why, Moment now)
    {
        failures++;
        retryAt = now.Elapsed + BackOff.After(failures, jitter());
        var since = Report.Trouble == trouble ? Report.Since : now.Utc;
        Report = Report with { Trouble = trouble, Why = why, Since = since };
    }

    private void Reached(Moment now, double? milliseconds)
    {
        failures = 0;
        retryAt = null;
        lastAnswer = now.Elapsed;
        Report = Report with
        {
            Trouble = null,
            Why = "",
            Since = null,
            LastContact = now.Utc,
            LatencyMilliseconds = milliseconds,
        };
    }

    private void Wait(Lane lane) => waiting = waiting is { } higher && higher < lane ? higher : lane;

    // News is a reason to try at once, but not more often than the shortest back-off.
    private void Hasten(Moment now)
    {
        if (retryAt is { } at && at > lastTry + BackOff.Shortest)
            retryAt = Later(now.Elapsed, lastTry + BackOff.Shortest);
    }

    private void Proceed(Moment now, List<LinkEffect> effects)
    {
        if (retryAt is { } at && now.Elapsed < at)
        {
            effects.Add(new LinkEffect.Wait(at - now.Elapsed));
            return;
        }
        if (!began)
        {
            BeginOnce(now, effects);
            return;
        }
        Compose(effects);
        Send(now, effects);
        SendPiece(now, effects);
        if (IsIdle)
            CallOrWait(now, effects);
    }

    private void BeginOnce(Moment now, List<LinkEffect> effects)
    {
        // What is being composed would be told twice.
        if (beginning || composing)
            return;
        beginning = true;
        lastTry = now.Elapsed;
        effects.Add(new LinkEffect.Begin());
    }

    // One at a time. What waits on a higher lane than all that is ready is numbered before those are sent.
    private void Compose(List<LinkEffect> effects)
    {
        if (
            composing
            || waiting is not { } lane
            || !(ready.Count == 0 ? onTheWay.Count < CurrentWindow : Overtakes(lane))
        )
            return;
        composing = true;
        waiting = null;
        effects.Add(new LinkEffect.Compose(pace.Batch));
    }

    private bool Overtakes(Lane lane) => onTheWay.Count < CurrentWindow && ready.TrueForAll(batch => lane < batch.Lane);

    private void Send(Moment now, List<LinkEffect> effects)
    {
        while (!composing && ready.Count > 0 && onTheWay.Count < CurrentWindow)
        {
            var next = ready.MinBy(batch => (batch.Lane, batch.First))!;
            ready.Remove(next);
            onTheWay.Add(next);
            lastTry = now.Elapsed;
            effects.Add(new LinkEffect.Send(next));
            Compose(effects);
        }
    }

    // While the line is in doubt one batch tries it; on a slow one a second would only wait before what is urgent.
    private int CurrentWindow => failures > 0 || pace.IsSlow ? 1 : Window;

    // Everything else goes before the next piece, so whatever comes waits for one piece at most.
    private void SendPiece(Moment now, List<LinkEffect> effects)
    {
        if (composing || waiting is not null || ready.Count > 0 || onTheWay.Count > 0 || !attachments.Begin(now))
            return;
        lastTry = now.Elapsed;
        effects.Add(new LinkEffect.SendPiece(pace.Piece));
    }

    private bool IsIdle => !composing && !calling && !attachments.UnderWay && ready.Count == 0 && onTheWay.Count == 0;

    private void CallOrWait(Moment now, List<LinkEffect> effects)
    {
        if (failures == 0 && lastAnswer + CallAfter is { } next && now.Elapsed < next)
        {
            effects.Add(new LinkEffect.Wait(Earlier(next, attachments.NextAt ?? next) - now.Elapsed));
            return;
        }
        calling = true;
        lastTry = now.Elapsed;
        effects.Add(new LinkEffect.Call());
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
