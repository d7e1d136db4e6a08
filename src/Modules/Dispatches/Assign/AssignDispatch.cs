using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Assign;

/// <summary>A post of the same office, and whether a dispatch can be assigned to it.</summary>
/// <param name="Post">The post.</param>
/// <param name="MayRead">False: none who holds it may read the dispatch.</param>
internal sealed record Colleague(RecordId Post, bool MayRead);

/// <summary>
/// Says which post of an office deals with a dispatch that is addressed to it. It then waits for that post and for no
/// other of the office, all of whom still read it; the last word counts.
/// </summary>
internal sealed class AssignDispatch(
    ReadGateway gateway,
    DispatchDetails details,
    IDirectory directory,
    IPrincipals principals,
    RecordMaker maker,
    Ledger ledger
)
{
    private const int LongestRemark = 2_000;

    /// <summary>The posts of the principal's office at this node at which somebody writes, by name.</summary>
    public IReadOnlyList<Colleague> Colleagues(Principal principal, RecordId id)
    {
        var view = directory.For(principal);
        if (OfficeOf(view, principal.Post) is not { } office)
            return [];
        return
        [
            .. principals
                .With(Duties.Write)
                .Where(other => other.For is null && OfficeOf(view, other.Post) == office)
                .GroupBy(other => other.Post)
                .Select(post => new Colleague(post.Key, post.Any(other => gateway.Among(other, [id]).Count > 0)))
                .OrderBy(colleague => view.NameOf(colleague.Post), StringComparer.Ordinal),
        ];
    }

    /// <summary>Assigns a dispatch to a post, or to none in particular any more.</summary>
    public async Task<Outcome<RecordId?>> HandleAsync(Principal principal, RecordId id, RecordId? to, string? remark)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (!detail.Acts.Assign || OfficeOf(directory.For(principal), principal.Post) is not { } office)
            return DispatchRefusals.NotYoursToAssign;
        if (remark?.Length > LongestRemark)
            return DispatchRefusals.Wrong("comment", "too-long", $"The remark has at most {LongestRemark} characters.");
        if (Problem(principal, detail, to) is { } refusal)
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
        return (await ledger.CommitAsync(assignment)).Refused(out var failed, out _) ? failed : to;
    }

    private Refusal? Problem(Principal principal, DispatchDetail detail, RecordId? to)
    {
        if (to == detail.Item.AssignedTo)
            return to is null
                ? DispatchRefusals.Wrong("to", "assigned-to-nobody", "It is assigned to nobody. Choose a colleague.")
                : DispatchRefusals.Wrong("to", "assigned-already", "That post deals with it already.");
        if (to is null)
            return null;
        return Colleagues(principal, detail.Item.Id).FirstOrDefault(one => one.Post == to) switch
        {
            null => DispatchRefusals.Wrong("to", "no-colleague", "Choose a post of your own office."),
            { MayRead: false } => DispatchRefusals.Wrong(
                "to",
                "may-not-read",
                "Nobody who holds that post may read this dispatch."
            ),
            _ => null,
        };
    }

    private static RecordId? OfficeOf(DirectoryView view, RecordId post) => view.Party(post)?.Office;
}
