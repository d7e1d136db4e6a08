using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.BadInput;

public sealed class BadBatchTests(StrangerBesideALink beside) : IClassFixture<StrangerBesideALink>
{
    private const string ByCaller = "a linked caller";

    private static readonly Dictionary<string, Func<CallerBatch, CallerBatch>> Unreadable = new()
    {
        ["form 0"] = batch => batch with { Form = 0 },
        ["form 2"] = batch => batch with { Form = 2 },
        ["epoch 0"] = batch => batch with { Epoch = 0 },
        ["epoch below zero"] = batch => batch with { Epoch = -1 },
        ["epoch beyond 31 bits"] = batch => batch with { Epoch = 1L << 31 },
        ["lane below zero"] = batch => batch with { Lane = -1 },
        ["lane 6"] = batch => batch with { Lane = 6 },
        ["lane beyond 32 bits"] = batch => batch with { Lane = 1L << 32 },
        ["number 0"] = batch => batch with { First = 0 },
        ["number below zero"] = batch => batch with { First = -5 },
        ["number without room"] = batch => batch with { First = long.MaxValue },
        ["no record"] = batch => batch with { Items = [] },
        ["257 records"] = batch => batch with { Items = [.. Enumerable.Repeat(batch.Items[0].Emptied(), 257)] },
        ["short hash"] = batch => batch with { Items = [batch.Items[0] with { Hash = new byte[31] }] },
        ["long hash"] = batch => batch with { Items = [batch.Items[0] with { Hash = new byte[33] }] },
        ["sender is no id"] = batch => batch with { Sender = "node" },
        ["sender is empty"] = batch => batch with { Sender = "" },
        ["receiver is too long"] = batch => batch with { Receiver = $"node-{new string('a', 200)}--{Guid.Empty}" },
        ["bytes behind it"] = batch => batch with { After = [0] },
    };

    public static TheoryData<string> Kinds => [.. Unreadable.Keys];

    [Theory, Fault("field of a batch out of range", ByCaller)]
    [MemberData(nameof(Kinds))]
    public async Task a_batch_with_a_field_out_of_range_is_refused(string what)
    {
        var caller = beside.Caller;
        var batch = new CallerBatch(caller.Identity.Node, caller.Receiver, Record(caller));
        await RefusedAsync(caller, Unreadable[what](batch).Encode(), 400, "unreadable-batch");
    }

    [Fact, Fault("batch truncated at every length", ByCaller)]
    public async Task a_batch_that_ends_early_is_refused_wherever_it_ends()
    {
        var caller = beside.Caller;
        var whole = new CallerBatch(caller.Identity.Node, caller.Receiver, Record(caller)).Encode();
        for (var length = 0; length < whole.Length; length += 7)
        {
            var answer = await caller.PostAsync(new ByteArrayContent(whole[..length]));
            ((int)answer.Status, answer.Code).ShouldBe((400, "unreadable-batch"));
        }
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("batch in another node's name, or for another node", ByCaller)]
    public async Task a_batch_in_anothers_name_or_for_another_node_is_refused()
    {
        var caller = beside.Caller;
        var batch = new CallerBatch(caller.Identity.Node, caller.Receiver, Record(caller));
        await RefusedAsync(caller, (batch with { Sender = beside.Seoul.Id }).Encode(), 403, "wrong-node");
        await RefusedAsync(caller, (batch with { Receiver = beside.Seoul.Id }).Encode(), 403, "wrong-node");
        await RefusedAsync(caller, (batch with { Sender = caller.Receiver }).Encode(), 403, "wrong-node");
    }

    [Fact, Fault("oversized batch", ByCaller)]
    public async Task a_batch_that_is_too_large_or_does_not_say_how_large_is_refused()
    {
        var caller = beside.Caller;
        await RefusedAsync(caller, new byte[5_570_561], 413, "too-large");
        var unsized = await caller.PostAsync(new Unsized(new byte[1000]));
        ((int)unsized.Status, unsized.Code).ShouldBe((413, "too-large"));
        await RefusedAsync(caller, new byte[5_570_560], 400, "unreadable-batch");
    }

    [Fact, Fault("lengths that promise more than comes", ByCaller)]
    public async Task a_length_within_that_promises_gigabytes_takes_no_memory()
    {
        var caller = beside.Caller;
        var before = beside.Tokyo.Process.ResidentMegabytes;
        var whole = new CallerBatch(caller.Identity.Node, caller.Receiver, Record(caller)).Encode();
        for (var place = 0; place < whole.Length; place += 11)
        {
            byte[] promising = [.. whole[..place], 0x5b, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, .. whole[place..]];
            (await caller.PostAsync(new ByteArrayContent(promising))).Receipt.ShouldBeEmpty();
        }
        beside.Tokyo.Process.ResidentMegabytes.ShouldBeLessThan(before + 100);
        await beside.GoesOnAsync(caller);
    }

    private async Task RefusedAsync(RelayCaller caller, byte[] batch, int status, string code)
    {
        var answer = await caller.PostAsync(new ByteArrayContent(batch));
        ((int)answer.Status, answer.Code).ShouldBe((status, code));
        await beside.GoesOnAsync(caller);
    }

    private static SignedItem Record(RelayCaller caller) =>
        StrangerBesideALink.Signed(caller, StrangerBesideALink.Record(caller));

    // A body of which the request does not say how long it is.
    private sealed class Unsized(byte[] content) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(content).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
