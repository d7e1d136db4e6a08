using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Server.Duty;

namespace Legation.Server.Commands;

/// <summary>Keeps a duty roster.</summary>
internal sealed record SetRoster(string Json) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (RosterJson.Read(Json).Refused(out var refusal, out var roster))
            return ActAnswer.Refused(refusal.Sentence);
        var name = services.GetRequiredService<DutyWords>().NameOf(roster.Party);
        return (await services.GetRequiredService<Rosters>().SetAsync(roster, "")).Refused(out refusal, out _)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done($"{roster.People.Count} people can be called for {name}, {roster.Shifts.Count} shifts.");
    }
}

/// <summary>Takes a duty roster away.</summary>
internal sealed record RemoveRoster(string Party) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services) =>
        PartyNamed(Party, services) is { } party && await services.GetRequiredService<Rosters>().RemoveAsync(party, "")
            ? ActAnswer.Done($"Nobody is called for {Party} any more.")
            : ActAnswer.Refused($"There is no duty roster for {Party}. See legation duty list.");

    internal static RecordId? PartyNamed(string named, IServiceProvider services) =>
        RecordId.TryParse(named, out var id)
            ? id
            : services
                .GetRequiredService<IPostDirectory>()
                .All()
                .FirstOrDefault(entry => entry.Own && entry.Id.Kind is "office" or "post" && entry.Name == named)
                ?.Id;
}

/// <summary>Prints a duty roster as JSON, to be changed and set again; an empty one where there is none yet.</summary>
internal sealed record ShowRoster(string Party) : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (RemoveRoster.PartyNamed(Party, services) is not { } party)
            return Task.FromResult(
                ActAnswer.Refused($"{Party} is no office or post of this node. See legation directory list.")
            );
        var zone = services.GetRequiredService<DutyWords>().Zone;
        var roster =
            services.GetRequiredService<Rosters>().Find(party) ?? new DutyRoster { Party = party, Zone = zone };
        return Task.FromResult(ActAnswer.Done(RosterJson.Write(roster)));
    }
}

/// <summary>Lists the duty rosters with who is on duty now.</summary>
internal sealed record ListRosters : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var words = services.GetRequiredService<DutyWords>();
        var lines = services
            .GetRequiredService<Rosters>()
            .All()
            .Select(roster => $"{roster.Party}\t{words.NameOf(roster.Party)}\ton duty now: {words.Now(roster)}");
        return Task.FromResult(
            ActAnswer.Listed(
                lines,
                "There is no duty roster yet: legation duty show PARTY > FILE, then legation duty set FILE"
            )
        );
    }
}
