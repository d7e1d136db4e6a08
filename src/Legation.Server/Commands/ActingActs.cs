using Legation.Records;
using Legation.Server.Accounts;

namespace Legation.Server.Commands;

/// <summary>Lets one user act for another for a time.</summary>
internal sealed record AppointDeputy(
    string Deputy,
    string For,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Authority
) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var asked = new Deputyship(
            default,
            Account.Normalise(Deputy),
            Account.Normalise(For),
            From,
            Until,
            Authority,
            By: ""
        );
        var appointed = await services.GetRequiredService<Deputyships>().AppointAsync(asked);
        return appointed.Refused(out var refusal, out var deputyship)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(DeputyLine.Of(deputyship));
    }
}

/// <summary>Ends it at once.</summary>
internal sealed record EndDeputy(string Id) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        RecordId.TryParse(Id, out var id) && await services.GetRequiredService<Deputyships>().EndAsync(id, by: "")
            ? ActAnswer.Done($"{Id} has ended.")
            : ActAnswer.Refused($"There is no {Id}. legation user acting list shows them.");
}

/// <summary>Lists who acts for whom, now and to come.</summary>
internal sealed record ListDeputies : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.FromResult(
            ActAnswer.Listed(
                services.GetRequiredService<Deputyships>().All().Select(DeputyLine.Of),
                "Nobody acts for another: legation user acting appoint DEPUTY --for …"
            )
        );
}

internal static class DeputyLine
{
    public static string Of(Deputyship one) =>
        $"{one.Id}\t{one.Deputy} for {one.For}\t{one.From:yyyy-MM-dd HH:mm} to {one.Until:yyyy-MM-dd HH:mm} UTC\t{one.Authority}";
}
