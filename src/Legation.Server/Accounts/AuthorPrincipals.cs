using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <inheritdoc/>
internal sealed class AuthorPrincipals(AccountRegister accounts, Deputyships deputyships, AccountPrincipals principals)
    : IPrincipals
{
    public Principal? Of(Author author) =>
        accounts
            .All()
            .Where(account => !account.Disabled && account.Person == author.Person)
            .SelectMany(AsWhom)
            .FirstOrDefault(principal => principal.ToAuthor() == author);

    public IReadOnlyList<Principal> With(Duties duty) =>
        [
            .. accounts
                .All()
                .Where(account => !account.Disabled)
                .SelectMany(AsWhom)
                .Where(principal => principal.Duties.HasFlag(duty)),
        ];

    public IReadOnlyList<Principal> At(IReadOnlyCollection<RecordId> posts) =>
        [
            .. accounts
                .All()
                .Where(account => !account.Disabled && posts.Contains(account.Post))
                .Select(account => principals.Of(account)),
        ];

    public bool Has(Author author, Duties duty, LedgerTransaction transaction) =>
        transaction
            .Query(AccountSql.All, AccountSql.Map)
            .Exists(account =>
                !account.Disabled && new Author(account.Person, account.Post) == author && account.Duties.HasFlag(duty)
            );

    private IEnumerable<Principal> AsWhom(Account account) =>
        deputyships
            .InForce(account.Name)
            .Select(acting => principals.Of(account, acting))
            .Prepend(principals.Of(account));
}
