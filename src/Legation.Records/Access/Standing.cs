using Legation.Records.Storage;

namespace Legation.Records.Access;

/// <summary>
/// Where the newest version of a record stands, and by what it is decided who may have it. It is all that is read before
/// the decision, and it is read and decided alike of a record that is denied and of one that is not there: how long a
/// denial takes must not tell which it was.
/// </summary>
/// <param name="Seq">Position in the journal; 0: there is none.</param>
/// <param name="Label">Interned label; nobody is permitted 0.</param>
/// <param name="Audience">Interned audience; nobody is of 0.</param>
internal readonly record struct Standing(long Seq, int Label, int Audience)
{
    public static Standing Of(RecordId id, IReadSession session) =>
        session
            .Query(
                JournalSql.Standing,
                r => new Standing(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)),
                id.ToBytes(),
                id.Kind
            )
            .FirstOrDefault();

    /// <summary>The same of the version at a position.</summary>
    public static Standing At(long seq, IReadSession session) =>
        session
            .Query(JournalSql.StandingAt, r => new Standing(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), seq)
            .FirstOrDefault();

    public bool IsSeenBy(Viewer viewer) => viewer.Sees(Stretch.Pack(Label, Audience));

    /// <summary>The version that was decided on, even if another has taken its place meanwhile.</summary>
    public AppliedRecord Read(IReadSession session) =>
        session.Query(Journal.RecordAt, JournalSql.MapRecord, Seq).Single() with
        {
            Label = Label,
            Audience = Audience,
        };
}
