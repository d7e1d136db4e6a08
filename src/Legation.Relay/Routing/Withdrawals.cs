namespace Legation.Relay;

/// <summary>
/// Takes records that were withdrawn from the links on which they wait, and with them what is said of them. While none
/// of it has gone anywhere, nobody is told of the withdrawal either.
/// </summary>
internal static class Withdrawals
{
    public const string Why = "its author withdrew it before it went";

    private const string Versions = """
        SELECT seq FROM current WHERE record = $1 AND kind = $2
        UNION ALL SELECT seq FROM other_version WHERE record = $1 AND kind = $2
        """;

    /// <summary>A row if a version has gone on any link, or may have.</summary>
    public const string Went = $"""
        SELECT 1 FROM relay_outbox WHERE state IN (1, 3) AND seq IN ({Versions})
        UNION ALL SELECT 1 FROM relay_in_doubt WHERE seq IN ({Versions})
        LIMIT 1
        """;

    private const string Note = """
        INSERT INTO relay_withdrawn (record, kind, told) VALUES ($1, $2, $3) ON CONFLICT (record, kind) DO NOTHING
        """;

    private const string Withdraw = $"""
        UPDATE relay_outbox SET state = 6, at = $3, why = $4 WHERE state IN (0, 2) AND seq IN ({Versions})
        """;

    private const string WithdrawBeside = $"""
        UPDATE relay_outbox SET state = 6, at = $3, why = $4
        WHERE state IN (0, 2) AND seq IN (SELECT seq FROM current WHERE record = $5 AND kind = $6)
          AND link IN (SELECT link FROM relay_outbox WHERE state >= 4 AND seq IN ({Versions}))
        """;

    private const string DropAwaited = $"DELETE FROM relay_awaited_party WHERE seq IN ({Versions})";

    private const string Told = "SELECT told FROM relay_withdrawn WHERE record = $1 AND kind = $2";

    private const string OnLink = $"SELECT state FROM relay_outbox WHERE link = $3 AND seq IN ({Versions})";

    private const string Granted = "SELECT party FROM granted WHERE record = $1 AND kind = $2";

    /// <summary>
    /// What a record withdraws is not sent any more where it has no number yet. Once: what a grant that came afterwards
    /// has queued goes, and the withdrawal with it.
    /// </summary>
    public static void Apply(AppliedRecord record, IKindSession kinds, Writing writing)
    {
        foreach (var id in Of(record, kinds))
        {
            // A node that was restored does not know what had gone from it since.
            var told = kinds.Node.Epoch > 1 || writing.Query(Went, r => r.GetInt32(0), id.ToBytes(), id.Kind).Count > 0;
            if (writing.Execute(Note, id.ToBytes(), id.Kind, told ? 1 : 0) == 0)
                continue;
            var at = record.At.ToMicroseconds();
            writing.Execute(Withdraw, id.ToBytes(), id.Kind, at, Why);
            writing.Execute(DropAwaited, id.ToBytes(), id.Kind);
            foreach (var beside in told ? [] : Beside(id, kinds))
                writing.Execute(WithdrawBeside, id.ToBytes(), id.Kind, at, Why, beside.ToBytes(), beside.Kind);
        }
    }

    /// <summary>
    /// Whether a record stays off a link: it was withdrawn before it went there, or it is about one that was, and that
    /// has gone nowhere.
    /// </summary>
    public static bool StaysOff(
        AppliedRecord record,
        LinkRow link,
        Routes routes,
        IKindSession kinds,
        Writing writing
    ) =>
        StaysOffItself(record.Header.Id, link, routes, writing)
        || Of(record, kinds).Any(id => IsUntold(id, link, routes, writing))
        || IsBesideUntold(record.Header, link, kinds, writing);

    /// <summary>Whether it was withdrawn here: then it waits for nobody.</summary>
    public static bool IsWithdrawn(RecordId id, Writing writing) => ToldOf(id, writing) is not null;

    private static bool StaysOffItself(RecordId id, LinkRow link, Routes routes, Writing writing) =>
        IsWithdrawn(id, writing) && !MayBeOn(id, link, writing) && !IsGranted(id, link, routes, writing);

    // What waits again after its withdrawal does so by a grant. That is offered behind what goes along with it.
    private static bool IsUntold(RecordId id, LinkRow link, Routes routes, Writing writing)
    {
        if (ToldOf(id, writing) is not false)
            return false;
        var states = StatesOn(id, link, writing);
        return !states.Exists(IsOpen) && (states.Count > 0 || !IsGranted(id, link, routes, writing));
    }

    // Elsewhere than at its home others may have it who had it from there.
    private static bool IsBesideUntold(RecordHeader header, LinkRow link, IKindSession kinds, Writing writing)
    {
        if (header.References is not [{ Id: var id }, ..] || ToldOf(id, writing) is not false)
            return false;
        var states = StatesOn(id, link, writing);
        return !states.Exists(IsOpen)
            && (states.Count > 0 || kinds.Current(id)?.Header.Home == kinds.Node.Id)
            && Beside(id, kinds).Contains(header.Id);
    }

    // What may have arrived over a link that is no more is offered anew, for what follows finds it so.
    private static bool MayBeOn(RecordId id, LinkRow link, Writing writing) =>
        StatesOn(id, link, writing).Exists(state => state is RowState.Sent or RowState.Delivered)
        || (ToldOf(id, writing) == true && IsInDoubt(id, writing));

    private static bool IsInDoubt(RecordId id, Writing writing) =>
        writing
            .Query(
                $"SELECT 1 FROM relay_in_doubt WHERE seq IN ({Versions}) LIMIT 1",
                r => r.GetInt32(0),
                id.ToBytes(),
                id.Kind
            )
            .Count > 0;

    private static bool IsGranted(RecordId id, LinkRow link, Routes routes, Writing writing)
    {
        var find = AudienceHomes.In(writing);
        return writing
            .Query(Granted, r => RecordId.Parse(r.GetString(0)), id.ToBytes(), id.Kind)
            .Exists(party =>
                AudienceHomes.HomeOf(party, find) is { } home && routes.NextHop(home)?.Number == link.Number
            );
    }

    private static bool? ToldOf(RecordId id, Writing writing) =>
        writing.Query(Told, r => (bool?)(r.GetInt64(0) != 0), id.ToBytes(), id.Kind).SingleOrDefault();

    private static List<RowState> StatesOn(RecordId id, LinkRow link, Writing writing) =>
        writing.Query(OnLink, r => (RowState)r.GetInt32(0), id.ToBytes(), id.Kind, link.Number);

    private static bool IsOpen(RowState state) => state <= RowState.Delivered;

    private static IEnumerable<RecordId> Of(AppliedRecord record, IKindSession kinds) =>
        kinds.KindOf(record.Header.Id)?.Withdraws(record.Header) ?? [];

    private static IEnumerable<RecordId> Beside(RecordId id, IKindSession kinds) =>
        kinds.KindOf(id)?.WithdrawnBeside(id, kinds) ?? [];
}
