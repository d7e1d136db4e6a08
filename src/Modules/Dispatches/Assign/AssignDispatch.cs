using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Assign;

/// <summary>
/// Says which post of an office deals with a dispatch that is addressed to it. It then waits for that post and for no
/// other of the office, all of whom still read it; the last word counts.
/// </summary>
internal sealed class AssignDispatch(
    ReadGateway gateway,
    DispatchDetails details,
    IDirectory directory,
    Colleagues colleagues,
    RecordMaker maker,
    Ledger ledger
)
{
    private const int LongestNote = 2_000;

    private const string LastSql = """
        SELECT parties FROM p_dispatch_step
        WHERE dispatch = $1 AND step IN ('assigned', 'taken-back')
        ORDER BY seq DESC LIMIT 1
        """;

    /// <summary>Assigns a dispatch to a post, or to none in particular any more.</summary>
    public async Task<Outcome<RecordId?>> HandleAsync(Principal principal, RecordId id, RecordId? to, string? remark)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        if (!detail.Acts.Assign || OfficeOf(directory.For(principal), principal.Post) is not { } office)
            return DispatchRefusals.NotYoursToAssign;
        if (remark?.Length > LongestNote)
            return DispatchRefusals.Wrong("comment", "too-long", $"The note has at most {LongestNote} characters.");
        if (to is { } post && Problem(principal, id, post) is { } refusal)
            return refusal;
        var assignment = maker.First(
            maker.NewId(AssignmentKind.KindName),
            new RecordIntent(principal.ToAuthor(), dispatch.EffectiveLabel, [office])
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference()],
            },
            new AssignmentBody(remark?.Trim() ?? "", to)
        );
        return await ledger.RunAsync<Outcome<RecordId?>>(transaction =>
            CancellationKind.IsAbout(id, transaction) ? DispatchRefusals.Cancelled
            : AssignedTo(id, transaction) == to ? AssignedAlready(to)
            : Ledger.AppendAll(transaction, [assignment]).Refusal is { } refused ? refused
            : to
        );
    }

    private Refusal? Problem(Principal principal, RecordId id, RecordId to) =>
        colleagues.Of(principal, id).FirstOrDefault(one => one.Post == to) switch
        {
            null => DispatchRefusals.Wrong("to", "no-colleague", "Choose a post of your own office."),
            { MayRead: false } => DispatchRefusals.Wrong(
                "to",
                "may-not-read",
                "Nobody who holds that post may read this dispatch."
            ),
            _ => null,
        };

    private static Refusal AssignedAlready(RecordId? to) =>
        to is null
            ? DispatchRefusals.Wrong("to", "assigned-to-nobody", "It is assigned to nobody. Choose a colleague.")
            : DispatchRefusals.Wrong("to", "assigned-already", "That post deals with it already.");

    private static RecordId? AssignedTo(RecordId id, LedgerTransaction transaction) =>
        transaction
            .Query(LastSql, row => row.GetString(0), id.ToBytes())
            .SelectMany(DispatchIds.Read)
            .Select(post => (RecordId?)post)
            .SingleOrDefault();

    private static RecordId? OfficeOf(DirectoryView view, RecordId post) => view.Party(post)?.Office;
}
