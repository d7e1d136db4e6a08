using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Nodes;

namespace Legation.Server.Api;

/// <summary>Who asks, where, and what acts are his.</summary>
internal sealed record Me(string User, NamedParty Person, NamedParty Post, MyNode Node, IReadOnlyList<string> Duties)
{
    public static Me Get(
        CurrentPrincipal current,
        CurrentAccount account,
        AccountPrincipals names,
        NodeDescription node
    )
    {
        var principal = current.Required;
        return new Me(
            principal.Account,
            new NamedParty(principal.Person, names.PersonOf(account.Value!)),
            new NamedParty(principal.Post, names.PostOf(account.Value!)),
            new MyNode(node.Id, node.Code, node.Name, node.Zone),
            [
                .. Enum.GetValues<Duties>()
                    .Where(duty => duty != Legation.Records.Access.Duties.None && principal.Duties.HasFlag(duty))
                    .Select(duty => duty.ToString().ToLowerInvariant()),
            ]
        );
    }
}

internal sealed record NamedParty(RecordId Id, string Name);

internal sealed record MyNode(RecordId Id, string Code, string Name, string Zone);
