using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Server.Commands;

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
                "Nobody has given standing authority."
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
