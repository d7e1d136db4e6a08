using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Releasable;

/// <summary>Lays a version of a dispatch before a releaser, for those who may have a part of it.</summary>
internal sealed class ProposeVersion(
    Originals originals,
    ReleasableVersions versions,
    IDirectory directory,
    Releaser releaser
)
{
    public async Task<Outcome<RecordId>> HandleAsync(
        Principal principal,
        RecordId id,
        ReleasableContent content,
        string? reason
    )
    {
        if (originals.Open(principal, id).Refused(out var refusal, out var original))
            return refusal;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (content.Original != original.Record.Hash.ToString())
            return DispatchRefusals.RevisedSince;
        if (DraftLimits.Problem(principal, AsInput(content)) is { } limit)
            return limit;
        return versions.Check(principal, principal.ToAuthor(), original, content).Refused(out refusal, out var intent)
            ? refusal
            : await releaser.ProposeAsync(principal, Ask(principal, original, content, intent), reason);
    }

    // Who may not read all to which the dispatch refers cannot judge what may be let go of it.
    private Asked Ask(Principal principal, Original original, ReleasableContent content, ReleasableIntent intent)
    {
        var (item, view) = (original.Detail.Item, directory.For(principal));
        var names = string.Join("; ", content.For.Select(view.FullNameOf));
        return new Asked(
            ReleasableProposal.KindName,
            item.Id,
            content.Write(),
            item.Subject,
            $"Release a version of {item.Number} to {names}. It does not say that there is another.",
            [intent.Record.Label],
            About(original)
        );
    }

    /// <summary>What whoever decides must be able to read.</summary>
    public static IReadOnlyList<RecordId> About(Original original) =>
        [
            original.Detail.Item.Id,
            .. original
                .Record.Header.References.Select(reference => reference.Id)
                .Where(reference => reference.Kind == DispatchKind.KindName),
        ];

    private static DispatchInput AsInput(ReleasableContent content) =>
        new(content.Subject, content.Text, Precedence.Routine, [], content.For, null, null);
}
