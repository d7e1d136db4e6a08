using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Server.Accounts;

namespace Legation.Server.Commands;

/// <summary>Gives standing authority over a post in a user's name.</summary>
internal sealed record GiveStanding(string Sender, string User, bool All) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (
            services.GetRequiredService<AccountRegister>().Find(Account.Normalise(User))
            is not { Disabled: false } account
        )
            return ActAnswer.Refused($"There is no user {User} who may sign in.");
        var posts = Posts(services.GetRequiredService<IPostDirectory>());
        if (posts is not [var sender])
            return ActAnswer.Refused(
                posts.Count == 0
                    ? $"The directory has no post {Sender}. legation directory list shows them."
                    : $"Several posts are called {Sender}; give the id of one: {string.Join(", ", posts)}"
            );
        var giver = services.GetRequiredService<AccountPrincipals>().Of(account);
        var given = await services
            .GetRequiredService<IStandingAuthorities>()
            .GiveAsync(giver, sender, flashOnly: !All, by: "");
        return given.Refused(out var refusal, out var authority)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(StandingLine.Of(authority, services));
    }

    private List<RecordId> Posts(IPostDirectory directory) =>
        [
            .. directory
                .All()
                .Where(entry => entry.Id.Kind == "post" && (entry.Name == Sender || entry.Id.ToString() == Sender))
                .Select(entry => entry.Id),
        ];
}

/// <summary>Ends a standing authority.</summary>
internal sealed record EndStanding(string Id) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        RecordId.TryParse(Id, out var id)
        && (await services.GetRequiredService<IStandingAuthorities>().EndAsync(id)).Succeeded(out _)
            ? ActAnswer.Done($"{Id} has ended.")
            : ActAnswer.Refused($"There is no {Id}. legation standing list shows them.");
}

/// <summary>Lists the standing authorities.</summary>
internal sealed record ListStanding : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.FromResult(
            ActAnswer.Listed(
                services.GetRequiredService<IStandingAuthorities>().All().Select(one => StandingLine.Of(one, services)),
                "Nobody has given standing authority: legation standing give SENDER --by …"
            )
        );
}

internal static class StandingLine
{
    public static string Of(StandingAuthority one, IServiceProvider services)
    {
        var directory = services.GetRequiredService<IPostDirectory>();
        var clears = services.GetRequiredService<IStandingAuthorities>().Clears(one);
        return string.Join(
            '\t',
            one.Id,
            $"over {Name(one.Sender)} by {Name(one.Giver.Person)}, {Name(one.Giver.Post)}",
            one.FlashOnly ? "flash" : "all",
            $"since {one.Since:yyyy-MM-dd HH:mm} UTC",
            clears ? "clears" : "clears nothing: its giver or the routes have changed"
        );

        string Name(RecordId id) => directory.NameOf(id) is { Length: > 0 } known ? known : id.ToString();
    }
}
