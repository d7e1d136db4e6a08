using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Kinds of records that a newer program knows and the one before did not. Of what came of them meanwhile nothing
/// followed and nobody judged whether it may: it is set aside while the ledger opens, and then placed as if it came now.
/// </summary>
internal static class LearnedKinds
{
    /// <summary>Sets aside, in one transaction, all versions of kinds that are known for the first time.</summary>
    public static void SetAside(IWriteSession session, IEnumerable<string> known)
    {
        var before = session
            .Query("SELECT name FROM known_kind", r => r.GetString(0))
            .ToHashSet(StringComparer.Ordinal);
        session.Begin();
        foreach (var kind in known.Except(before))
        foreach (var statement in JournalSql.SetKindAside)
            session.Execute(statement, kind);
        session.Commit();
    }

    /// <summary>Kinds of which something is set aside; after a crash these may be there still.</summary>
    public static List<string> Waiting(IReadSession session) =>
        session.Query(JournalSql.KindsSetAside, r => r.GetString(0));

    /// <summary>What versions of the kind wait for; no id of a record is written so.</summary>
    public static string Missing(string kind) => $"kind:{kind}";
}
