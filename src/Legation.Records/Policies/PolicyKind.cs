using Legation.Labels;
using Legation.Records.Signing;

namespace Legation.Records.Policies;

/// <summary>
/// A version of a label policy; the body is its JSON and nothing else. It goes to everybody ahead of all that is marked
/// by it, and counts on a node only when that node's security officer accepts it.
/// </summary>
internal sealed class PolicyKind(LabelPolicies shipped) : RecordKind
{
    public const string Word = "policy";

    public override string Name => Word;

    public override bool TravelsOnSystemLane => true;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        !record.Header.Audience.Contains(Audiences.Everyone) ? PolicyRefusals.NotForEveryone
        : Read(record.Body).Refused(out var refusal, out var policy) ? refusal
        : Contradiction(record.Header, policy, session);

    public override void Project(AppliedRecord record, IProjectionWriter writer)
    {
        writer.Execute("DELETE FROM p_policy WHERE record = $1", record.Header.Id.ToString());
        var policy = Read(record.Record.Body).Value;
        writer.Execute(
            """
            INSERT INTO p_policy (seq, record, home, policy, version, label, audience)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            record.Seq,
            record.Header.Id.ToString(),
            record.Header.Home.ToString(),
            KeyOf(policy.Id),
            policy.Version,
            record.Label,
            record.Audience
        );
    }

    /// <summary>The policy in a body, or all that is wrong with it.</summary>
    public static Outcome<LabelPolicy> Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > PolicyRefusals.LongestBody)
            return PolicyRefusals.TooLong;
        var parse = LabelPolicy.Parse(body);
        return parse.Succeeded ? parse.Policy : PolicyRefusals.Unreadable(parse.Problems);
    }

    /// <summary>Under what a policy's id is kept: ids compare without case.</summary>
    public static string KeyOf(string id) => id.ToUpperInvariant();

    /// <summary>Why the version cannot stand beside what is known of the policy; null if it can.</summary>
    public Refusal? Contradiction(RecordHeader header, LabelPolicy policy, IKindSession session)
    {
        if (shipped.Find(policy.Id) is { } built && policy.Version <= built.Version)
            return PolicyRefusals.Shipped(built);
        if (
            session.Query("SELECT record FROM p_policy WHERE policy = $1", r => r.GetString(0), KeyOf(policy.Id))
                is [var other]
            && other != header.Id.ToString()
        )
            return PolicyRefusals.AnotherRecord(policy.Id, other);
        return session.Current(header.Id) is { } known && known.Header.Id == header.Id
            ? Contradiction(header, policy, known)
            : null;
    }

    private static Refusal? Contradiction(RecordHeader header, LabelPolicy policy, SignedRecord known)
    {
        var before = Read(known.Body).Value;
        if (KeyOf(before.Id) != KeyOf(policy.Id))
            return PolicyRefusals.AnotherId(before.Id);
        var isLater = (header.Epoch, header.Version).CompareTo((known.Header.Epoch, known.Header.Version)) > 0;
        return isLater == policy.Version > before.Version && policy.Version != before.Version
            ? null
            : PolicyRefusals.OutOfOrder(before);
    }
}
