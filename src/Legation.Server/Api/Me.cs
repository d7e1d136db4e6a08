using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Nodes;

namespace Legation.Server.Api;

/// <summary>Who asks, where, and what acts are his.</summary>
internal sealed record Me(
    string User,
    NamedParty Person,
    NamedParty Post,
    MyNode Node,
    IReadOnlyList<string> Duties,
    MyActing? ActingFor,
    IReadOnlyList<MyActing> MayActFor
)
{
    public static Me Get(
        CurrentPrincipal current,
        CurrentAccount account,
        AccountPrincipals names,
        Deputyships deputyships,
        NodeDescription node
    )
    {
        var principal = current.Required;
        return new Me(
            principal.Account,
            new NamedParty(principal.Person, names.PersonOf(account.Value!)),
            new NamedParty(account.Value!.Post, names.PostOf(account.Value)),
            new MyNode(node.Id, node.Code, node.Name, node.Zone),
            [
                .. Enum.GetValues<Duties>()
                    .Where(duty => duty != Legation.Records.Access.Duties.None && principal.Duties.HasFlag(duty))
                    .Select(duty => duty.ToString().ToLowerInvariant()),
            ],
            account.Acting is { } acting ? Of(acting, names) : null,
            [.. deputyships.InForce(principal.Account).Select(one => Of(one, names))]
        );
    }

    private static MyActing Of(Acting acting, AccountPrincipals names) =>
        new(
            acting.For.Name,
            new NamedParty(acting.For.Person, names.PersonOf(acting.For)),
            new NamedParty(acting.For.Post, names.PostOf(acting.For)),
            acting.Deputyship.Until,
            acting.Deputyship.Authority
        );
}

/// <summary>For whom the person acts, or may act.</summary>
internal sealed record MyActing(
    string User,
    NamedParty Person,
    NamedParty Post,
    DateTimeOffset Until,
    string Authority
);

internal sealed record NamedParty(RecordId Id, string Name);

internal sealed record MyNode(RecordId Id, string Code, string Name, string Zone);
