namespace Legation.Simulation;

/// <summary>
/// Counts how often a version took effect under one label and audience, in the transaction in which it does: more than
/// once is one time too many.
/// </summary>
internal sealed class EffectCount : ICommitParticipant
{
    private const string Count = """
        INSERT INTO simulated_effect (seq, label, audience, times) VALUES ($1, $2, $3, 1)
        ON CONFLICT (seq, label, audience) DO UPDATE SET times = times + 1
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
                  times    BIGINT NOT NULL,
                  PRIMARY KEY (seq, label, audience)
                )
                """,
            ]
        );

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session) =>
        session.Execute(Count, record.Seq, record.Label, record.Audience);

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session) { }
}
