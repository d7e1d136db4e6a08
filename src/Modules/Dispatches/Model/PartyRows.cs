using Legation.Records;

namespace Legation.Dispatches.Model;

/// <summary>In whose registers a dispatch stands.</summary>
internal static class PartyRows
{
    private const string InsertSql = """
        INSERT INTO p_dispatch_party (party, seq, acts, label, audience) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (party, seq) DO UPDATE SET label = excluded.label, audience = excluded.audience
        """;

    private const string DeleteSql = """
        DELETE FROM p_dispatch_party WHERE seq IN (SELECT seq FROM p_dispatch WHERE record = $1)
        """;

    private const string ForwardSql = """
        INSERT INTO p_dispatch_forward (party, seq, dispatch, label, audience) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (party, seq) DO UPDATE SET label = excluded.label, audience = excluded.audience
        """;

    /// <summary>Its addressees'. Whoever is to act and to know is to act.</summary>
    public static void Insert(AppliedRecord record, DispatchHeading body, IProjectionWriter writer)
    {
        foreach (var party in body.Action.Distinct())
            Insert(record, party, acts: 1, writer);
        foreach (var party in body.Info.Concat(body.Copy ?? []).Except(body.Action))
            Insert(record, party, acts: 0, writer);
    }

    /// <summary>Those of the version before.</summary>
    public static void Delete(RecordId dispatch, IProjectionWriter writer) =>
        writer.Execute(DeleteSql, dispatch.ToBytes());

    /// <summary>Of those to whom a grant forwards it.</summary>
    public static void Forward(AppliedRecord grant, IEnumerable<RecordId> to, IProjectionWriter writer)
    {
        foreach (var party in to.Distinct())
            writer.Execute(
                ForwardSql,
                party.ToBytes(),
                grant.Seq,
                grant.Header.References[0].Id.ToBytes(),
                grant.Label,
                grant.Audience
            );
    }

    private static void Insert(AppliedRecord record, RecordId party, long acts, IProjectionWriter writer) =>
        writer.Execute(InsertSql, party.ToBytes(), record.Seq, acts, record.Label, record.Audience);
}
