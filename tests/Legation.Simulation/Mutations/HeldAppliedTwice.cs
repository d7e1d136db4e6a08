namespace Legation.Simulation;

/// <summary>
/// What was held is taken twice when what it lacks has come. That alone the journal would not let through: here it does
/// not see that what it has just released is in effect, and its tables take a row again.
/// </summary>
internal sealed class HeldAppliedTwice : Mutation
{
    private const string Twice = """
        SELECT seq FROM held WHERE missing = $1 AND unverified = $2
        UNION ALL SELECT seq FROM held WHERE missing = $1 AND unverified = $2 ORDER BY 1
        """;

    private const string NotJustReleased = " AND NOT EXISTS (SELECT 1 FROM late_effect l WHERE l.seq = current.seq)";
    private int hits;

    public override bool HasHit => hits > 0;

    public override IRecordStore Over(IRecordStore store, SimulatedNode node) =>
        new Store(store, () => Interlocked.Increment(ref hits));

    private sealed class Store(IRecordStore store, Action hit) : WrappedStore(store)
    {
        private bool releases;

        private static bool IsInsert(string sql) =>
            sql == JournalSql.PutLate || sql.StartsWith("INSERT INTO p_", StringComparison.Ordinal);

        public override void Begun() => releases = false;

        public override string Instead(string sql, ReadOnlySpan<object?> values)
        {
            if (sql == JournalSql.WaitingAs)
            {
                releases = true;
                hit();
                return Twice;
            }
            return !releases ? sql
                : sql == JournalSql.FindCurrent ? sql + NotJustReleased
                : IsInsert(sql) ? $"INSERT OR REPLACE{sql["INSERT".Length..]}"
                : sql;
        }
    }
}
