using System.Collections.Immutable;
using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Dispatches.Clear;

/// <summary>
/// Clears dispatches of a sender as they arrive, under a named person's standing authority; the clearance says so.
/// Flash goes on ahead of a person's clearance, which is to follow.
/// </summary>
public sealed class StandingClearance(
    Ledger ledger,
    IRecordStore store,
    RecordMaker maker,
    ISenders senders,
    TimeProvider clock,
    ILogger<StandingClearance> log
) : JournalFollower("standing-clearance", DispatchKind.KindName, ledger, store, clock, log)
{
    private const string DecidedSql = """
        SELECT 1 FROM p_dispatch_step
        WHERE dispatch = $1 AND dispatch_version = $2 AND node = $3 AND step IN ('cleared', 'cleared-ahead', 'lapsed', 'returned')
        """;

    private readonly Ledger ledger = ledger;
    private readonly IRecordStore store = store;
    private ImmutableDictionary<RecordId, Author>? authorities;

    /// <inheritdoc/>
    protected override bool IsActive => !(authorities ??= Load()).IsEmpty;

    /// <summary>Gives standing authority over what a post sends from now on.</summary>
    /// <param name="authority">
    /// The person under whose name the dispatches are cleared; needs the duty to clear, and no deputy gives it in
    /// another's name: it would outlast his acting.
    /// </param>
    /// <param name="sender">The post whose dispatches are cleared.</param>
    public async Task<Outcome<RecordId>> GrantAsync(Principal authority, RecordId sender)
    {
        if (!authority.Duties.HasFlag(Duties.Clear) || authority.For is not null)
            return DispatchRefusals.NotYourDuty;
        await ledger.RunAsync(transaction =>
        {
            transaction.Execute(
                """
                INSERT INTO dispatch_standing (sender, person, post) VALUES ($1, $2, $3)
                ON CONFLICT (sender) DO UPDATE SET person = excluded.person, post = excluded.post
                """,
                sender.ToString(),
                authority.Person.ToString(),
                authority.Post.ToString()
            );
            BeginAfter(
                transaction,
                transaction.Note(
                    Records.Audit.EntryType.AdministrativeAct,
                    new
                    {
                        what = "standing-clearance",
                        sender = sender.ToString(),
                        by = authority.Person.ToString(),
                    }
                )
            );
            return true;
        });
        authorities = Load();
        return sender;
    }

    /// <inheritdoc/>
    protected override Action<LedgerTransaction> Decide(IReadOnlyList<AppliedRecord> records)
    {
        var known = authorities ?? Load();
        var waiting = records
            .Where(r => r.Header.Home != ledger.Node.Id)
            .Where(r => known.ContainsKey(r.Header.Author.InNameOf))
            .ToArray();
        var clearances = new SignedRecord[waiting.Length];
        Parallel.For(
            0,
            waiting.Length,
            i => clearances[i] = Clearance(waiting[i], known[waiting[i].Header.Author.InNameOf])
        );
        return transaction =>
        {
            for (var i = 0; i < waiting.Length; i++)
                if (Rests(waiting[i], transaction) && !IsDecided(waiting[i], transaction))
                    transaction.Append(clearances[i]);
        };
    }

    private SignedRecord Clearance(AppliedRecord dispatch, Author authority) =>
        maker.First(
            maker.NewId("clearance"),
            new RecordIntent(authority, dispatch.EffectiveLabel, dispatch.Header.Audience)
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference()],
            },
            new StepBody("", StepBody.Standing)
        );

    // What goes direct, or got here as a copy, is nobody's to clear.
    private bool Rests(AppliedRecord dispatch, LedgerTransaction transaction) =>
        DispatchKind.ThroughOf(dispatch.Record, senders.Find(dispatch.Header.Author.InNameOf, transaction))?.Node
        == transaction.Node.Id;

    private static bool IsDecided(AppliedRecord dispatch, LedgerTransaction transaction) =>
        transaction
            .Query(
                DecidedSql,
                r => r.GetInt32(0),
                dispatch.Header.Id.ToBytes(),
                dispatch.Header.Version,
                transaction.Node.Id.ToString()
            )
            .Count > 0;

    private ImmutableDictionary<RecordId, Author> Load()
    {
        using var session = store.OpenReader();
        return session
            .Query(
                "SELECT sender, person, post FROM dispatch_standing",
                r =>
                    (
                        RecordId.Parse(r.GetString(0)),
                        new Author(RecordId.Parse(r.GetString(1)), RecordId.Parse(r.GetString(2)))
                    )
            )
            .ToImmutableDictionary(p => p.Item1, p => p.Item2);
    }
}
