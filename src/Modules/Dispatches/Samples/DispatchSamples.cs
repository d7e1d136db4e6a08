using System.Text.Json;
using Legation.Dispatches.Acknowledge;
using Legation.Dispatches.Cancel;
using Legation.Dispatches.Clear;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Release;
using Legation.Dispatches.Reply;
using Legation.Records;
using Legation.Records.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Dispatches.Samples;

/// <summary>
/// Plays the weeks before the first start: each act is done by its person on its node at its time, and the relay
/// carries it before the next one happens.
/// </summary>
internal sealed class DispatchSamples(TimeProvider clock) : ISampleLoader
{
    public SamplePhase Phase => SamplePhase.Work;

    public async Task LoadAsync(SampleNetwork network, CancellationToken cancellation)
    {
        network.Clock.FollowMachine();
        var start = clock.GetUtcNow();
        using var file = network.Open("dispatches.json");
        var sample = JsonSerializer.Deserialize<SampleFile>(file, RecordMaker.BodyJson)!;
        foreach (var (at, act) in Events(network, sample, start).OrderBy(e => e.At))
        {
            network.Clock.Set(at);
            await act();
            await network.Settled(cancellation);
        }
    }

    private static IEnumerable<(DateTimeOffset At, Func<Task> Act)> Events(
        SampleNetwork network,
        SampleFile file,
        DateTimeOffset start
    )
    {
        foreach (var dispatch in file.Dispatches)
        {
            var released = start - dispatch.Before.Span;
            var input = Input(network, dispatch, released);
            var id = default(RecordId);
            yield return (released, async () => id = await ReleaseAsync(network, dispatch.By, input));
            foreach (var act in dispatch.Then ?? [])
                yield return (released + act.After.Span, () => ActAsync(network, act, id, input));
        }
    }

    private static DispatchInput Input(SampleNetwork network, SampleDispatch sample, DateTimeOffset at) =>
        new(
            sample.Subject,
            sample.Text,
            Enum.Parse<Precedence>(sample.Precedence, ignoreCase: true),
            [.. (sample.Action ?? []).Select(network.Party)],
            [.. (sample.Info ?? []).Select(network.Party)],
            at + sample.Due?.Span,
            sample.Label
        );

    private static async Task<RecordId> ReleaseAsync(SampleNetwork network, string by, DispatchInput input)
    {
        var node = network.NodeOf(by);
        var principal = node.PrincipalOf(by);
        return Done(await node.Services.GetRequiredService<ReleaseDispatch>().HandleAsync(principal, input)).Id;
    }

    private static async Task ActAsync(SampleNetwork network, SampleAct act, RecordId id, DispatchInput input)
    {
        var node = network.NodeOf(act.By);
        var (services, principal) = (node.Services, node.PrincipalOf(act.By));
        switch (act.Act)
        {
            case "revise":
                var revised = input with { Text = act.Text ?? input.Text };
                Done(await services.GetRequiredService<ReleaseDispatch>().HandleAsync(principal, id, revised, 0));
                break;
            case "clear":
                Done(await services.GetRequiredService<ClearDispatch>().ClearAsync(principal, id, act.Comment));
                break;
            case "return":
                Done(await services.GetRequiredService<ClearDispatch>().ReturnAsync(principal, id, act.Reason));
                break;
            case "acknowledge":
                Done(await services.GetRequiredService<AcknowledgeDispatch>().HandleAsync(principal, id));
                break;
            case "reply":
                var reply = new ReplyInput(act.Text ?? "", null, act.Interim, Release: true);
                Done(await services.GetRequiredService<ReplyToDispatch>().HandleAsync(principal, id, reply));
                break;
            case "cancel":
                Done(await services.GetRequiredService<CancelDispatch>().HandleAsync(principal, id, act.Reason));
                break;
            case "correct":
                var corrected = input with
                {
                    Text = act.Text ?? input.Text,
                    Corrects = id,
                    CorrectionReason = act.Reason,
                };
                Done(await services.GetRequiredService<ReleaseDispatch>().HandleAsync(principal, corrected));
                break;
            default:
                throw new InvalidOperationException($"The samples know no act {act.Act}.");
        }
    }

    private static T Done<T>(Outcome<T> outcome) =>
        outcome.Refused(out var refusal, out var value)
            ? throw new InvalidOperationException($"The samples break a rule: {refusal.Sentence}")
            : value;
}
