using System.Net;
using System.Text.Json;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna writes a draft, Bo comments on it, Cleo may not read it.</summary>
public abstract class DraftAtWork : ThreeDesks
{
    private protected const string Text = "1. The fees rise.\n\n2. The port asks for more.\n\n3. We advise to wait.";

    /// <summary>The draft.</summary>
    private protected string Id { get; private set; } = "";

    private protected override async Task PrepareAsync()
    {
        await ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL");
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");
        await ClearAsync("cleo", "UNCLASSIFIED");
        Id = await DraftAsync();
    }

    private protected async Task<string> DraftAsync(string classification = "RESTRICTED")
    {
        var body = Dispatch(classification, [Cleo]);
        (body["text"], body["release"]) = (Text, false);
        var made = await Anna.PostAsync("/dispatches", body);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        return made["id"]!;
    }

    /// <summary>Anna saves the draft anew.</summary>
    private protected async Task SaveAsync(string text, string classification = "RESTRICTED")
    {
        var body = Dispatch(classification, [Cleo]);
        (body["text"], body["release"]) = (text, false);
        var read = await Anna.GetAsync($"/dispatches/{Id}");
        (await Anna.PutAsync($"/dispatches/{Id}", body, read.Tag!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private protected string PersonOf(string account) =>
        Node.Get<AccountRegister>().All().Single(one => one.Name == account).Person.ToString();

    private protected Task<Answered> ShareAsync(string account, string role, Officer? by = null) =>
        (by ?? Anna).PutAsync($"/drafts/{Id}/shares/{PersonOf(account)}", new { role }, "*");

    private protected Task<Answered> ReadAsync(Officer officer) => officer.GetAsync($"/drafts/{Id}");

    /// <summary>Key of the paragraph with the number.</summary>
    private protected async Task<string> KeyAsync(int number) =>
        (await ReadAsync(Anna))
            .Body.GetProperty("paragraphs")
            .EnumerateArray()
            .ElementAt(number - 1)
            .GetProperty("key")
            .GetString()!;

    private protected async Task<List<JsonElement>> CommentsAsync(Officer officer) =>
        [.. (await officer.GetAsync($"/drafts/{Id}/comments")).Body.GetProperty("items").EnumerateArray()];

    private protected async Task<string> SuggestAsync(Officer officer, int paragraph, string words)
    {
        var suggested = await officer.PostAsync(
            $"/drafts/{Id}/suggestions",
            new
            {
                paragraph = await KeyAsync(paragraph),
                proposed = words,
                remark = "Shorter.",
            }
        );
        suggested.Status.ShouldBe(HttpStatusCode.Created, suggested.Body.ToString());
        return suggested["id"]!;
    }

    private protected Task<Answered> AcceptAsync(Officer officer, string suggestion, string? paragraph = null) =>
        officer.PostAsync($"/drafts/{Id}/suggestions/{suggestion}/accept", new { paragraph });
}
