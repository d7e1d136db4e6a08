namespace Legation.Simulation;

/// <summary>
/// Counts how often a version took effect under one label and audience, in the transaction in which it does: more than
/// once is one time too many, unless it was relabelled in between.
/// </summary>
internal sealed class EffectCount : ICommitParticipant
{
    private const string Count = """
        INSERT INTO simulated_effect (seq, label, audience, relabelled, times) VALUES ($1, $2, $3, $4, 1)
        ON CONFLICT (seq, label, audience, relabelled) DO UPDATE SET times = times + 1
        """;

    public static ModuleDefinition Module { get; } =
        new(
            "simulation",
            [],
            null,
            [
                """
                CREATE TABLE simulated_effect (
                  seq      BIGINT NOT NULL,
                  label    BIGINT NOT NULL,
                  audience BIGINT NOT NULL,
                  relabelled BIGINT NOT NULL,
                  times    BIGINT NOT NULL,
                  PRIMARY KEY (seq, label, audience, relabelled)
                )
                """,
            ]
        );

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session) =>
        session.Execute(Count, record.Seq, record.Label, record.Audience, Relabellings(record, session));

    private static long Relabellings(AppliedRecord record, IWriteSession session)
    {
        if (!record.IsRelabelled)
            return 0;
        var id = record.Header.Id;
        var hash = record.Record.Hash.ToBytes();
        return session.Query(JournalSql.LastRelabelling, r => r.GetInt64(0), id.ToBytes(), id.Kind, hash).Single();
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session) { }
}
