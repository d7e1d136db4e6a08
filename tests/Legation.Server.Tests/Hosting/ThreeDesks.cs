using System.Net;
using Legation.Server.Accounts;
using Legation.Server.Deputies;

namespace Legation.Server.Tests.Hosting;

/// <summary>One node, and three officers each in an office of his own.</summary>
public abstract class ThreeDesks : IAsyncLifetime
{
    private protected TestNode Node { get; private set; } = null!;

    private protected Officer Anna { get; private set; } = null!;

    private protected Officer Bo { get; private set; } = null!;

    private protected Officer Cleo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync();
        if (await Node.StaffAsync("anna", "bo", "cleo") is [var first, var second, var third])
            (Anna, Bo, Cleo) = (first, second, third);
        await PrepareAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Node.DisposeAsync();
    }

    /// <summary>What holds before each fact.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected Task ClearAsync(string user, params string[] classifications) =>
        Node.Get<AccountRegister>().SetClearanceAsync(user, DemoLabels.Clearance(classifications), "officer");

    /// <summary>A dispatch as a request writes it.</summary>
    private protected static Dictionary<string, object?> Dispatch(
        string classification,
        IEnumerable<Officer> to,
        string? review = null
    ) =>
        new()
        {
            ["subject"] = "Berthing fees",
            ["text"] = "They rise in spring.",
            ["action"] = to.Select(officer => officer.Post.ToString()),
            ["label"] = DemoLabels.Label(classification, review),
            ["release"] = true,
        };

    /// <summary>Anna releases a dispatch; its id.</summary>
    private protected async Task<string> ReleasedAsync(
        string classification,
        IEnumerable<Officer> to,
        string? review = null
    )
    {
        var released = await Anna.PostAsync("/dispatches", Dispatch(classification, to, review));
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    /// <summary>Ids in a register, as a query asks for it.</summary>
    private protected static async Task<List<string?>> IdsAsync(Officer officer, string query) =>
        [
            .. (await officer.GetAsync($"/dispatches?{query}"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    private protected static async Task<string?> ClassificationAsync(Officer officer, string id) =>
        (await officer.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("label")
            .GetProperty("classification")
            .GetString();

    /// <summary>One of them, acting for another by a program.</summary>
    private protected async Task<Officer> ActingAsync(string deputy, string other)
    {
        var now = Node.Clock.GetUtcNow();
        var asked = new Deputyship(default, deputy, other, now, now + TimeSpan.FromDays(1), "Leave", "");
        (await Node.Get<Deputyships>().AppointAsync(asked)).Refusal.ShouldBeNull();
        var http = Node.Call(await Node.TokenAsync(deputy));
        http.DefaultRequestHeaders.Add("Acting-For", other);
        return new Officer(default, http);
    }
}
