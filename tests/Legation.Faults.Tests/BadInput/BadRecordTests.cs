using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.BadInput;

public sealed class BadRecordTests(StrangerBesideALink beside) : IClassFixture<StrangerBesideALink>
{
    private const string ByCaller = "a linked caller";
    private const int LongestBody = 4 * 1024 * 1024;

    private static readonly Dictionary<string, Func<RecordDraft, RecordDraft>> Unreadable = new()
    {
        ["form 0"] = draft => draft with { Form = 0 },
        ["form 2"] = draft => draft with { Form = 2 },
        ["schema 0"] = draft => draft with { Schema = 0 },
        ["schema beyond 31 bits"] = draft => draft with { Schema = 1L << 31 },
        ["version 0"] = draft => draft with { Version = 0 },
        ["version below zero"] = draft => draft with { Version = -1 },
        ["epoch 0"] = draft => draft with { Epoch = 0 },
        ["epoch beyond 31 bits"] = draft => draft with { Epoch = 1L << 31 },
        ["precedence 4"] = draft => draft with { Precedence = 4 },
        ["precedence below zero"] = draft => draft with { Precedence = -1 },
        ["membership epoch below zero"] = draft => draft with { MembershipEpoch = -1 },
        ["unknown field"] = draft => draft with { UnknownField = 17 },
        ["id is no id"] = draft => draft with { Id = "memorandum" },
        ["id in capitals"] = draft => draft with { Id = draft.Id.ToUpperInvariant() },
        ["audience twice the same"] = draft => draft with { Audience = [Ids.Everyone, Ids.Everyone] },
        ["audience beyond 4,096"] = draft =>
            draft with
            {
                Audience = [.. Enumerable.Range(0, 4097).Select(_ => Ids.New("post"))],
            },
        ["salt of 15 bytes"] = draft => draft with { Salt = new byte[15] },
        ["salt of 17 bytes"] = draft => draft with { Salt = new byte[17] },
        ["body of more than 4 MB"] = draft => draft with { Body = new byte[LongestBody + 1] },
    };

    public static TheoryData<string> Kinds => [.. Unreadable.Keys];

    [Theory, Fault("field of a record out of range", ByCaller)]
    [MemberData(nameof(Kinds))]
    public async Task a_record_with_a_field_out_of_range_is_refused_and_its_neighbours_are_taken(string what)
    {
        var caller = beside.Caller;
        var bad = Signed(caller, Unreadable[what](Record(caller)));
        var answer = await caller.SendAsync(
            caller.Batch(Signed(caller, Record(caller)), bad, Signed(caller, Record(caller)))
        );
        answer.Outcomes.ShouldBe(["stored", "unreadable", "stored"]);
        await beside.AlarmedAsync("unreadable");
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("envelope truncated", ByCaller)]
    public async Task an_envelope_that_ends_early_is_refused_wherever_it_ends()
    {
        var caller = beside.Caller;
        var whole = Signed(caller, Record(caller));
        var parts = Enumerable
            .Range(1, whole.Envelope.Length / 3)
            .Select(third => whole with { Envelope = whole.Envelope[..(3 * third - 2)] });
        var answer = await caller.SendAsync(caller.Batch([.. parts]));
        answer.Outcomes.ShouldAllBe(outcome => outcome == "unreadable");
        await beside.GoesOnAsync(caller);
    }

    [Theory, Fault("body that its kind cannot read", ByCaller)]
    [InlineData("dispatch")]
    [InlineData("organisation")]
    [InlineData("policy")]
    [InlineData("introduction")]
    [InlineData("route")]
    public async Task a_body_that_its_kind_cannot_read_is_refused(string kind)
    {
        var caller = beside.Caller;
        foreach (var body in new[] { "", "{", "[]", "null", "{}", "\"x\"", "{\"names\":7,\"number\":[],\"card\":{}}" })
        {
            var draft = Record(caller) with
            {
                Id = kind == "organisation" ? caller.Identity.Organisation : Ids.New(kind),
                Body = System.Text.Encoding.UTF8.GetBytes(body),
            };
            (await caller.OutcomeOfAsync(Signed(caller, draft))).ShouldNotBe("stored", $"{kind}: {body}");
        }
        await beside.GoesOnAsync(caller);
    }

    [Fact, Fault("record signed by another key", ByCaller)]
    public async Task a_record_in_anothers_name_or_by_another_key_has_no_effect_and_raises_an_alarm()
    {
        var caller = beside.Caller;
        using var other = caller.Identity.WithOtherSigningKey();
        var inOwnName = Record(caller);
        var inSeoulsName = Record(caller) with { Home = beside.Seoul.Id, Author = beside.Seoul.Id };
        (await caller.OutcomeOfAsync(inOwnName.SignedBy(other.Signing))).ShouldBe("held");
        (await caller.OutcomeOfAsync(Signed(caller, inSeoulsName))).ShouldBe("held");
        await beside.HasNoEffectAsync(inOwnName, "unknown-key");
        await beside.HasNoEffectAsync(inSeoulsName, "unknown-key");
        await beside.GoesOnAsync(caller);
    }

    private static RecordDraft Record(RelayCaller caller) => StrangerBesideALink.Record(caller);

    private static SignedItem Signed(RelayCaller caller, RecordDraft draft) =>
        StrangerBesideALink.Signed(caller, draft);
}
