using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Model;

/// <summary>What was done about a version of a dispatch, in the order in which it was journalled here.</summary>
/// <param name="Name">A <see cref="Step"/>.</param>
/// <param name="Node">The node where it was done.</param>
/// <param name="Record">The record of it.</param>
/// <param name="Parties">Whom it names.</param>
internal sealed record VersionStep(string Name, RecordId Node, RecordId Record, IReadOnlyList<RecordId> Parties)
{
    /// <summary>Whether it let the version go on.</summary>
    public bool LetsGo => Name is Step.Cleared or Step.ClearedAhead or Step.Lapsed;

    /// <summary>Whether an office has nothing left to decide by it, save to clear what went ahead of that.</summary>
    public bool Decides => LetsGo || Name == Step.Returned;
}

/// <summary>
/// Looks up the steps about exactly one version: by its hash, for a node that was restored from an older copy may have
/// written another text under the same number.
/// </summary>
internal static class VersionSteps
{
    private const string Sql = """
        SELECT step, node, record, parties FROM p_dispatch_step
        WHERE dispatch = $1 AND dispatch_hash = $2
        ORDER BY seq
        """;

    /// <summary>By whomever.</summary>
    public static List<VersionStep> Of(SignedRecord version, IKindSession session) =>
        session.Query(
            Sql,
            r => new VersionStep(
                r.GetString(0),
                RecordId.Parse(r.GetString(1)),
                new RecordId(StepKinds.Of(r.GetString(0)), new Guid((byte[])r.GetValue(2), bigEndian: true)),
                DispatchIds.Read(r.GetString(3))
            ),
            version.Header.Id.ToBytes(),
            version.Hash.ToBytes()
        );

    /// <summary>By the node of an office.</summary>
    public static List<VersionStep> By(RecordId office, SignedRecord version, IKindSession session) =>
        Of(version, session).FindAll(step => step.Node == office);
}
