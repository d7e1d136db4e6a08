using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;

namespace Legation.Server.Security;

/// <summary>An account or a peer, which have clearances.</summary>
/// <param name="Key">User name, or id of the node.</param>
/// <param name="Name">The person, or the node.</param>
/// <param name="Detail">The post, or the node's place.</param>
/// <param name="Clearance">What it may have.</param>
/// <param name="Principal">For an account, who would ask; null for a peer.</param>
internal sealed record ClearedParty(string Key, string Name, string Detail, Clearance Clearance, Principal? Principal);

/// <summary>Accounts and peers with their clearances, for the security officer.</summary>
internal sealed class ClearedParties(
    AccountRegister accounts,
    AccountPrincipals principals,
    NodeCards cards,
    AcceptedPolicies policies
)
{
    public IReadOnlyList<ClearedParty> People =>
        [
            .. accounts
                .All()
                .Where(account => !account.Disabled)
                .Select(Of)
                .OrderBy(party => party.Name, StringComparer.Ordinal),
        ];

    public IReadOnlyList<ClearedParty> Peers => [.. cards.All().Select(Of)];

    public ClearedParty? Find(string? key) =>
        key is null ? null : People.Concat(Peers).FirstOrDefault(party => party.Key == key);

    /// <summary>From the next request on the party has this clearance.</summary>
    public async Task<Refusal?> SetAsync(ClearedParty party, Clearance clearance, string by)
    {
        if (ClearanceText.Read(ClearanceText.Write(clearance), policies.Current).Refusal is { } refusal)
            return refusal;
        if (party.Principal is null)
            return (await cards.SetClearanceAsync(RecordId.Parse(party.Key), clearance, by)).Refusal;
        return await accounts.SetClearanceAsync(party.Key, ClearanceText.Write(clearance), by)
            ? null
            : new Refusal(RefusalKind.NotFound, "no-such-user", $"There is no user {party.Key}.");
    }

    private ClearedParty Of(Account account)
    {
        var principal = principals.Of(account);
        return new ClearedParty(
            account.Name,
            principals.PersonOf(account),
            principals.PostOf(account),
            principal.Clearance,
            principal
        );
    }

    private static ClearedParty Of(KnownNode node) =>
        new(node.Card.Node.ToString(), node.Card.Name, node.Card.Place, node.Clearance, null);
}
