using System.Text.Json;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna proposes, Bo is the releaser, Cleo reads what is open.</summary>
public abstract class TwoPersons : ThreeDesks
{
    private protected override async Task PrepareAsync()
    {
        foreach (var name in new[] { "anna", "bo" })
            await ClearAsync(name, "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL");
        await ClearAsync("cleo", "UNCLASSIFIED");
        await Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write | Duties.Release);
    }

    private protected Task<string> ReleasedAsync(string classification, string? review = null) =>
        ReleasedAsync(classification, [Bo, Cleo], review);

    /// <summary>A draft of Anna's under a lower label than that of what it is made from.</summary>
    private protected Task<DraftOfAnna> DraftAsync(string source, params Officer[] to) =>
        DraftAsync(source, "UNCLASSIFIED", to);

    private protected async Task<DraftOfAnna> DraftAsync(string source, string classification, params Officer[] to)
    {
        var body = Dispatch(classification, to is [] ? [Cleo] : to);
        (body["sources"], body["release"]) = (new[] { source }, false);
        var id = (await Anna.PostAsync("/dispatches", body))["id"]!;
        return new DraftOfAnna(id, body, (await Anna.GetAsync($"/dispatches/{id}")).Tag!);
    }

    private protected async Task<string> ProposedAsync(DraftOfAnna draft)
    {
        var proposed = await Anna.PostAsync(
            $"/dispatches/{draft.Id}/propose",
            new { reason = "Headquarters asks for it." },
            draft.Tag
        );
        proposed["id"].ShouldNotBeNull(proposed.Body.ToString());
        return proposed["id"]!;
    }

    private protected static Task<Answered> RelabelAsync(Officer officer, string id, string classification) =>
        officer.PostAsync(
            $"/dispatches/{id}/relabel",
            new { label = DemoLabels.Label(classification), reason = "They were told in confidence." }
        );

    private protected static Task<Answered> ApproveAsync(
        Officer officer,
        string? proposal,
        string? classification = null
    ) =>
        officer.PostAsync(
            $"/proposals/{proposal}/approve",
            classification is null ? new { } : new { label = DemoLabels.Label(classification) }
        );

    private protected static async Task<List<JsonElement>> WaitingAsync(Officer officer) =>
        [.. (await officer.GetAsync("/proposals")).Body.GetProperty("waiting").EnumerateArray()];
}

/// <summary>A saved draft.</summary>
internal sealed record DraftOfAnna(string Id, Dictionary<string, object?> Body, string Tag);
