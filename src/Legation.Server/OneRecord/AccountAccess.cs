using Legation.Labels;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.OneRecord;

/// <summary>Why an account may have a record, or may not.</summary>
/// <param name="Name">The account's user name.</param>
/// <param name="Who">The person, and the post.</param>
/// <param name="Permitted">What the access rule says.</param>
/// <param name="Disabled">Whether it may sign in at all.</param>
/// <param name="Label">What its clearance comes to under the record's label.</param>
/// <param name="Own">Its parties that are to have the record, and what of the label its clearance holds.</param>
internal sealed record WhyAccess(string Name, string Who, bool Permitted, bool Disabled, Decision Label, OwnAccess Own)
{
    /// <summary>For whom it may act now, and whether it may have the record as that one's deputy.</summary>
    public IReadOnlyList<(string For, bool Permitted)> Acting { get; init; } = [];
}

/// <summary>Answers the security officer why an account may have a record that he may have himself, or may not.</summary>
internal sealed class AccountAccess(
    AccountRegister accounts,
    AccountPrincipals principals,
    Deputyships deputyships,
    AccessRule rule,
    RecordAccess access,
    ReadGateway gateway
)
{
    /// <summary>Whether whoever asks is told.</summary>
    public static bool IsFor(Principal asks) => asks.Duties.HasFlag(Duties.Secure);

    /// <summary>The rule's own decision with its reasons; null if there is no such account.</summary>
    /// <param name="asks">A security officer, who has been shown the record.</param>
    /// <param name="view">The record.</param>
    /// <param name="name">User name of the account.</param>
    public WhyAccess? Of(Principal asks, RecordView view, string name)
    {
        if (accounts.Find(Account.Normalise(name)) is not { } account)
            return null;
        var principal = principals.Of(account);
        gateway.Shown(asks, $"access of {account.Name}", [view.Id]);
        return new WhyAccess(
            account.Name,
            $"{principals.PersonOf(account)}, {principals.PostOf(account)}",
            Permits(principal, view),
            account.Disabled,
            rule.Decide(view.Label, principal.Clearance),
            access.Own(principal, view.Label, [.. view.Distribution.Audience.Select(member => member.Party)])
        )
        {
            Acting =
            [
                .. deputyships
                    .InForce(account.Name)
                    .Select(acting => (principals.PostOf(acting.For), Permits(principals.Of(account, acting), view))),
            ],
        };
    }

    private bool Permits(Principal principal, RecordView view) =>
        rule.Permits(principal, view.Record.Label, view.Record.Audience);
}
