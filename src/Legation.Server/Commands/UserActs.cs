using System.Globalization;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Commands;

/// <summary>Makes an account. Person and post are ids or names of entries of this node's own part of the directory.</summary>
internal sealed record AddUser(
    string Name,
    string Person,
    string Post,
    Duties Duties,
    string? Clearance,
    string? Password
) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var clearance = ClearanceText.Read(Clearance, services.GetRequiredService<AcceptedPolicies>().Current);
        if (clearance.Refusal is { } unclear)
            return ActAnswer.Refused(unclear.Sentence);
        var register = services.GetRequiredService<AccountRegister>();
        string? hash = null;
        if (Password is not null && register.HashOf(Password).Refused(out var weak, out hash))
            return ActAnswer.Refused(weak.Sentence);
        var entries = services.GetRequiredService<IPostDirectory>().All();
        if (Entry(entries, "person", Person).Refused(out var refused, out var person))
            return ActAnswer.Refused(refused.Sentence);
        if (Entry(entries, "post", Post).Refused(out refused, out var post))
            return ActAnswer.Refused(refused.Sentence);
        var account = new Account(
            Account.Normalise(Name),
            person,
            post,
            "",
            "",
            hash,
            Duties,
            ClearanceText.Write(clearance.Value),
            false
        );
        var made = await register.AddAsync(account);
        if (made.Refusal is { } refusal)
            return ActAnswer.Refused(refusal.Sentence);
        if (Password is not null)
            return ActAnswer.Done($"User {account.Name} can sign in with the password.");
        var link = await services.GetRequiredService<OneTimeLinks>().MakeAsync(account.Name);
        return ActAnswer.Done($"User {account.Name} signs in once with:\n{link}");
    }

    private static Outcome<RecordId> Entry(IReadOnlyList<OperatorEntry> entries, string kind, string text)
    {
        var found = entries.Where(e => e.Id.Kind == kind && (e.Name == text || e.Id.ToString() == text)).ToList();
        var own = found.Where(entry => entry.Own).ToList();
        return own.Count switch
        {
            1 => own[0].Id,
            > 1 => Refuse(
                $"The directory has several entries {text}; give the id of one: {string.Join(", ", own.Select(e => e.Id))}"
            ),
            _ when found.Count > 0 => Refuse(
                $"The {kind} {text} is entered by another node: who holds a post there has an account there."
            ),
            _ => Refuse(
                $"The directory has no {kind} {text}. Enter it first: legation directory import FILE; legation directory list shows what is there."
            ),
        };
    }

    private static Refusal Refuse(string sentence) => new(RefusalKind.Invalid, "no-such-entry", sentence);
}

/// <summary>Makes a link that signs a user in once.</summary>
internal sealed record LinkUser(string Name) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (
            services.GetRequiredService<AccountRegister>().Find(Account.Normalise(Name))
            is not { Disabled: false } account
        )
            return ActAnswer.Refused($"There is no user {Name} who may sign in.");
        var link = await services.GetRequiredService<OneTimeLinks>().MakeAsync(account.Name);
        return ActAnswer.Done(link.ToString());
    }
}

/// <summary>Ends an account and its sessions.</summary>
internal sealed record DisableUser(string Name) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        await services.GetRequiredService<AccountRegister>().DisableAsync(Account.Normalise(Name))
            ? ActAnswer.Done($"User {Name} can no longer sign in.")
            : ActAnswer.Refused($"There is no user {Name} who may sign in.");
}

/// <summary>Lets a disabled account sign in again.</summary>
internal sealed record EnableUser(string Name) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        await services.GetRequiredService<AccountRegister>().EnableAsync(Account.Normalise(Name))
            ? ActAnswer.Done($"User {Name} can sign in again; tokens that were not revoked count again.")
            : ActAnswer.Refused($"There is no user {Name} who is disabled.");
}

/// <summary>Says what labels a user may read from the next request on.</summary>
internal sealed record SetUserClearance(string Name, string Clearance) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var read = ClearanceText.Read(Clearance, services.GetRequiredService<AcceptedPolicies>().Current);
        if (read.Refused(out var refusal, out var clearance))
            return ActAnswer.Refused(refusal.Sentence);
        var register = services.GetRequiredService<AccountRegister>();
        return await register.SetClearanceAsync(Account.Normalise(Name), ClearanceText.Write(clearance), by: "")
            ? ActAnswer.Done($"User {Name} has the new clearance.")
            : NoSuchUser.Named(Name);
    }
}

/// <summary>Says what a user may do from the next request on.</summary>
internal sealed record SetUserDuties(string Name, Duties Duties) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        await services.GetRequiredService<AccountRegister>().SetDutiesAsync(Account.Normalise(Name), Duties)
            ? ActAnswer.Done($"The duties of user {Name}: {Duties}.")
            : NoSuchUser.Named(Name);
}

/// <summary>Sets a user's password and ends what was signed in with the old one.</summary>
internal sealed record SetUserPassword(string Name, string Password, bool RevokeTokens) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var register = services.GetRequiredService<AccountRegister>();
        if (register.HashOf(Password).Refused(out var weak, out var hash))
            return ActAnswer.Refused(weak.Sentence);
        if (!await register.SetPasswordAsync(Account.Normalise(Name), hash, RevokeTokens))
            return NoSuchUser.Named(Name);
        var tokens = RevokeTokens ? "tokens are revoked" : "tokens stay";
        return ActAnswer.Done($"User {Name} has the new password. Sessions and one-time links have ended; {tokens}.");
    }
}

/// <summary>Lists the accounts.</summary>
internal sealed record ListUsers : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var principals = services.GetRequiredService<AccountPrincipals>();
        var lines = services.GetRequiredService<AccountRegister>().All().Select(account => Line(account, principals));
        return Task.FromResult(
            ActAnswer.Listed(lines, "There is no account yet: legation user add NAME --person … --post …")
        );
    }

    private static string Line(Account account, AccountPrincipals principals) =>
        string.Join(
            '\t',
            account.Name,
            principals.PersonOf(account),
            principals.PostOf(account),
            account.Duties,
            ClearanceText.Words(principals.Of(account).Clearance)
        ) + (account.Disabled ? "\tdisabled" : "");
}

/// <summary>Makes a token for a user's programs.</summary>
internal sealed record CreateToken(string User, string Name, int Days) : NodeAct
{
    private const int LongestLife = 366;

    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (Days is < 1 or > LongestLife)
            return ActAnswer.Refused($"A token lives 1 to {LongestLife.ToString(CultureInfo.InvariantCulture)} days.");
        if (
            services.GetRequiredService<AccountRegister>().Find(Account.Normalise(User))
            is not { Disabled: false } account
        )
            return ActAnswer.Refused($"There is no user {User} who may sign in.");
        var (id, secret) = await services
            .GetRequiredService<AccessTokens>()
            .MakeAsync(account.Name, Name, TimeSpan.FromDays(Days));
        return ActAnswer.Done($"Token {id}, shown this once:\n{secret.Text}");
    }
}

/// <summary>Ends a token.</summary>
internal sealed record RevokeToken(string Id) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        await services.GetRequiredService<AccessTokens>().RevokeAsync(Id)
            ? ActAnswer.Done($"{Id} is revoked.")
            : ActAnswer.Refused($"There is no token {Id} in use.");
}

/// <summary>Lists the tokens in use.</summary>
internal sealed record ListTokens : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var lines = services
            .GetRequiredService<AccessTokens>()
            .InUse()
            .Select(t => $"{t.Id}\t{t.Account}\t{t.Name}\tuntil {t.Expires:yyyy-MM-dd HH:mm} UTC");
        return Task.FromResult(
            ActAnswer.Listed(lines, "No token is in use. Make one with: legation token create USER --name …")
        );
    }
}

internal static class NoSuchUser
{
    public static ActAnswer Named(string name) => ActAnswer.Refused($"There is no user {name}.");
}
