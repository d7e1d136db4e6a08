using System.Globalization;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Commands;

/// <summary>Makes an account. Person and post are ids of the directory, or names that serve until it knows them.</summary>
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
        var clearance = ClearanceText.Read(Clearance, services.GetRequiredService<LabelPolicies>());
        if (clearance.Refusal is { } unclear)
            return ActAnswer.Refused(unclear.Sentence);
        var register = services.GetRequiredService<AccountRegister>();
        string? hash = null;
        if (Password is not null && register.HashOf(Password).Refused(out var weak, out hash))
            return ActAnswer.Refused(weak.Sentence);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (person, post) = (PartyOf(Person, "person", now), PartyOf(Post, "post", now));
        var account = new Account(
            Account.Normalise(Name),
            person.Id,
            post.Id,
            person.Shown,
            post.Shown,
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

    private static (RecordId Id, string Shown) PartyOf(string text, string kind, DateTimeOffset now) =>
        RecordId.TryParse(text, out var id) && id.Kind == kind ? (id, "") : (RecordId.New(kind, now), text);
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

/// <summary>Lists the accounts.</summary>
internal sealed record ListUsers : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var names = services.GetRequiredService<AccountPrincipals>();
        var lines = services
            .GetRequiredService<AccountRegister>()
            .All()
            .Select(a =>
                $"{a.Name}\t{names.PersonOf(a)}\t{names.PostOf(a)}\t{a.Duties}{(a.Disabled ? "\tdisabled" : "")}"
            );
        return Task.FromResult(ActAnswer.Done(string.Join('\n', lines)));
    }
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
