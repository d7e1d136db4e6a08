using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Samples;
using Legation.Server.Accounts;
using Legation.Server.Commands;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Makes the accounts of one node's people, in the order of the samples' file.</summary>
internal static class DemonstrationAccounts
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(365);

    public static async Task<IReadOnlyList<Credential>> MakeAsync(
        SampleNode node,
        SampleOfNode sample,
        DemonstrationPasswords passwords
    )
    {
        var services = node.Services;
        var made = new List<Credential>();
        foreach (var person in sample.People)
            made.Add(await MakeAsync(services, Draft(node, sample, person), await passwords.OfAsync(person.User)));
        var principals = services.GetRequiredService<AccountPrincipals>();
        var register = services.GetRequiredService<AccountRegister>();
        node.PrincipalOf = user => principals.Of(register.Find(user)!);
        return made;
    }

    private static async Task<Credential> MakeAsync(IServiceProvider services, Account draft, SamplePassword password)
    {
        var account = draft with { Password = password.Hash };
        var made = (await services.GetRequiredService<AccountRegister>().AddAsync(account)).Value;
        var (_, token) = await services
            .GetRequiredService<AccessTokens>()
            .MakeAsync(made.Name, "demonstration", TokenLife);
        var node = services.GetRequiredService<NodeDescription>();
        return new Credential(
            node.Code,
            node.Pages,
            account.Shown,
            account.Position,
            made.Name,
            password.Text,
            token.Text
        );
    }

    /// <summary>Appoints the deputies of one node's people, from now on.</summary>
    public static async Task AppointAsync(IServiceProvider services, SampleOfNode sample)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (deputy, other, days, authority) in sample.Deputies ?? [])
        {
            var asked = new Deputyship(default, deputy, other, now, now + TimeSpan.FromDays(days), authority, other);
            if ((await services.GetRequiredService<Deputyships>().AppointAsync(asked)).Refusal is { } refusal)
                throw new InvalidOperationException(refusal.Sentence);
        }
    }

    private static Account Draft(SampleNode node, SampleOfNode sample, SamplePerson person)
    {
        var now = node.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var seat =
            node.Seats.GetValueOrDefault(person.User)
            ?? new SampleSeat(RecordId.New("person", now), RecordId.New("post", now));
        return new Account(
            person.User,
            seat.Person,
            seat.Post,
            SampleName.Latin(person.Name),
            sample.Posts.Single(post => post.Key == person.Post).Title,
            null,
            person.Duties.Aggregate(Duties.None, (all, word) => all | Duty(word)),
            person.Clearance.GetRawText(),
            false
        );
    }

    private static Duties Duty(string word) =>
        DutyList.TryRead(word, out var duty) ? duty : throw new InvalidOperationException($"{word} is not a duty.");
}
