using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Dispatches.Clear;

/// <inheritdoc/>
internal sealed class StandingAuthorities(
    Ledger ledger,
    IRecordStore store,
    RecordMaker maker,
    AuthorityRule rule,
    IDirectory directory,
    IPrincipals principals,
    StandingClearance follower
) : IStandingAuthorities
{
    public IReadOnlyList<StandingAuthority> All() => StandingAuthoritySql.All(store);

    public IReadOnlyList<StandingAuthority> Of(Principal principal)
    {
        if (!principal.Duties.HasFlag(Duties.Clear))
            return [];
        var view = directory.For(principal);
        return
        [
            .. All()
                .Where(one =>
                    one.Giver.Person == principal.Person
                    || (view.Party(one.Giver.Post)?.Office is { } office && principal.Parties.Contains(office))
                ),
        ];
    }

    public bool Clears(StandingAuthority authority) => rule.Clears(authority);

    public IReadOnlyList<RecordId> Senders(Principal principal) => rule.Senders(principal);

    public async Task<Outcome<StandingAuthority>> GiveAsync(Principal giver, RecordId sender, bool flashOnly)
    {
        if (!giver.Duties.HasFlag(Duties.Clear))
            return DispatchRefusals.NotYourDuty;
        if (giver.For is not null)
            return AuthorityRefusals.InAnothersName;
        if (!rule.Senders(giver).Contains(sender))
            return AuthorityRefusals.NotThroughYourOffice;
        var asked = new StandingAuthority(
            maker.NewId(StandingAuthority.IdKind),
            sender,
            giver.ToAuthor(),
            flashOnly,
            default,
            0
        );
        return await ledger.RunAsync<Outcome<StandingAuthority>>(transaction =>
        {
            // Lost meanwhile, it would come back to life with the duty.
            if (!principals.Has(asked.Giver, Duties.Clear, transaction))
                return DispatchRefusals.NotYourDuty;
            var isFirst = StandingAuthoritySql.All(transaction).Count == 0;
            if (StandingAuthoritySql.Give(transaction, asked, giver.Account) is not { } given)
                return AuthorityRefusals.GivenAlready;
            if (isFirst)
                follower.BeginAfter(transaction, given);
            return given;
        });
    }

    public async Task<Outcome<RecordId>> EndAsync(Principal principal, RecordId id) =>
        Of(principal).Any(one => one.Id == id)
            ? await EndAsync(id, principal.Account)
            : AuthorityRefusals.NoSuchAuthority;

    public Task<Outcome<RecordId>> EndAsync(RecordId id) => EndAsync(id, by: "");

    private Task<Outcome<RecordId>> EndAsync(RecordId id, string by) =>
        ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (StandingAuthoritySql.All(transaction).Find(one => one.Id == id) is not { } ended)
                return AuthorityRefusals.NoSuchAuthority;
            StandingAuthoritySql.End(transaction, ended, by);
            return id;
        });
}
