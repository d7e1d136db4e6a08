using Legation.Organisations.Contracts;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Ui;

namespace Legation.Server.Deputies;

/// <summary>Accounts as people know them: the person and the post.</summary>
internal sealed class DeputyWords(AccountRegister accounts, AccountPrincipals names, IDirectory directory)
{
    /// <summary>“Mette Sørensen, Deputy head of office”.</summary>
    public string Of(Account account) => $"{names.PersonOf(account)}, {names.PostOf(account)}";

    public string Of(string account) => accounts.Find(account) is { } known ? Of(known) : account;

    /// <summary>Whom somebody may appoint: those of this node whose posts the directory shows him.</summary>
    public IReadOnlyList<Option> Colleagues(Principal principal, string own)
    {
        var view = directory.For(principal);
        return Options(accounts.All().Where(one => one.Name != own && view.Party(one.Post) is not null));
    }

    /// <summary>Everybody who has an account here, for the security officer.</summary>
    public IReadOnlyList<Option> Everybody => Options(accounts.All());

    private IReadOnlyList<Option> Options(IEnumerable<Account> among) =>
        [
            new("", "Choose"),
            .. among
                .Where(one => !one.Disabled)
                .Select(one => new Option(one.Name, Of(one)))
                .OrderBy(option => option.Text, StringComparer.Ordinal),
        ];
}
