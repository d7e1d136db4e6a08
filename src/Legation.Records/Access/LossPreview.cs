using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Records.Access;

/// <summary>Records of one kind under one label that would be lost.</summary>
/// <param name="Label">The label, without dates.</param>
/// <param name="Kind">Kind of the records.</param>
/// <param name="Count">How many.</param>
public sealed record LostRecords(Label Label, string Kind, long Count);

/// <summary>What somebody could no longer read under another clearance. Tries it; changes nothing.</summary>
public sealed class LossPreview(IRecordStore store, AccessRule rule)
{
    private const string Groups =
        "SELECT label, audience, kind, COUNT(*) FROM current GROUP BY label, audience, kind ORDER BY label, kind";

    /// <summary>What the principal may read now and could not under the other clearance, by label and kind.</summary>
    /// <param name="principal">Whose clearance would change.</param>
    /// <param name="other">The other clearance.</param>
    /// <param name="asks">Who asks: what is not for him too is not counted.</param>
    public IReadOnlyList<LostRecords> Of(Principal principal, Clearance other, Principal asks)
    {
        using var session = store.OpenReader();
        var groups = session.Query(
            Groups,
            r => (Label: r.GetInt32(0), Audience: r.GetInt32(1), Kind: r.GetString(2), Count: r.GetInt64(3))
        );
        var then = principal with { Clearance = other };
        return
        [
            .. groups
                .Where(group =>
                    rule.Permits(principal, group.Label, group.Audience)
                    && !rule.Permits(then, group.Label, group.Audience)
                    && rule.Permits(asks, group.Label, group.Audience)
                )
                .GroupBy(group => (group.Label, group.Kind), group => group.Count)
                .Select(group => new LostRecords(rule.LabelAt(group.Key.Label), group.Key.Kind, group.Sum())),
        ];
    }
}
