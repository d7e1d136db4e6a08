using System.Text.Json;
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
/// <param name="AsJson">For programs.</param>
internal sealed record ListStanding(bool AsJson = false) : NodeAct
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var all = services.GetRequiredService<IStandingAuthorities>().All();
        return Task.FromResult(
            AsJson
                ? ActAnswer.Done(
                    JsonSerializer.Serialize(
                        new { items = all.Select(one => StandingLine.ForPrograms(one, services)) },
                        Json
                    )
                )
                : ActAnswer.Listed(
                    all.Select(one => StandingLine.Of(one, services)),
                    "Nobody has given standing authority."
                )
        );
    }
}

internal static class StandingLine
{
    public static object ForPrograms(StandingAuthority one, IServiceProvider services) =>
        new
        {
            id = one.Id.ToString(),
            sender = one.Sender.ToString(),
            senderName = NameOf(one.Sender, services),
            giver = one.Giver.Person.ToString(),
            giverName = NameOf(one.Giver.Person, services),
            post = one.Giver.Post.ToString(),
            flashOnly = one.FlashOnly,
            since = one.Since,
            clears = services.GetRequiredService<IStandingAuthorities>().Clears(one),
        };

    public static string Of(StandingAuthority one, IServiceProvider services)
    {
        var clears = services.GetRequiredService<IStandingAuthorities>().Clears(one);
        return string.Join(
            '\t',
            one.Id,
            $"over {Name(one.Sender)} by {Name(one.Giver.Person)}, {Name(one.Giver.Post)}",
            one.FlashOnly ? "flash" : "all",
            $"since {one.Since:yyyy-MM-dd HH:mm} UTC",
            clears ? "clears" : "clears nothing: its giver or the routes have changed"
        );

        string Name(RecordId id) => NameOf(id, services);
    }

    private static string NameOf(RecordId id, IServiceProvider services) =>
        services.GetRequiredService<IPostDirectory>().NameOf(id) is { Length: > 0 } known ? known : id.ToString();
}
