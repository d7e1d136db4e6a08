using System.Net;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;

namespace Legation.Server.Tests.Hosting;

/// <summary>A post, the office by which alone it is linked to headquarters, and headquarters, which rules routes.</summary>
public sealed class RouteNetwork : IAsyncLifetime
{
    private readonly Passage passage = new();

    internal TestNode Headquarters { get; private set; } = null!;

    internal TestNode Office { get; private set; } = null!;

    internal TestNode Post { get; private set; } = null!;

    /// <summary>At headquarters.</summary>
    internal Officer Lea { get; private set; } = null!;

    /// <summary>Clears for the office.</summary>
    internal Officer Mette { get; private set; } = null!;

    /// <summary>Reports from the post.</summary>
    internal Officer Anneke { get; private set; } = null!;

    /// <summary>The office as the routes name it.</summary>
    internal RecordId OfficeId { get; private set; }

    private TestNode[] Nodes => [Headquarters, Office, Post];

    public async ValueTask InitializeAsync()
    {
        (Headquarters, Office, Post) = (
            await TestNode.StartAsync(),
            await TestNode.StartAsync(),
            await TestNode.StartAsync()
        );
        foreach (var node in Nodes)
            node.Clock.Passage = passage;
        Lea = (await Headquarters.StaffAsync("lea")).Single();
        Mette = (await Office.StaffAsync("mette")).Single();
        Anneke = (await Post.StaffAsync("anneke")).Single();
        await Office.Get<AccountRegister>().SetDutiesAsync("mette", Duties.Write | Duties.Clear);
        OfficeId = Office.Get<IPostDirectory>().All().Single(entry => entry.Id.Kind == "office").Id;
        foreach (var node in Nodes)
        foreach (var other in Nodes)
            if (node != other)
                await node.LearnAsync(other);
        foreach (var node in new[] { Office, Post })
            (
                await node.Get<NodeCards>()
                    .AcceptAsync(
                        Headquarters.Get<NodeCards>().Own(),
                        ClearanceText.Least(ShippedPolicies.LegationDemo),
                        rulesRoutes: true
                    )
            ).Refusal.ShouldBeNull();
        await LinkAsync(Office, Headquarters, carriesTheRest: false);
        await LinkAsync(Office, Post, carriesTheRest: false);
        await LinkAsync(Headquarters, Office, carriesTheRest: true);
        await LinkAsync(Post, Office, carriesTheRest: true);
        // Clocks that are compared while time passes would seem to differ.
        foreach (var (node, links) in new[] { (Office, 2), (Headquarters, 1), (Post, 1) })
            await Eventually.UntilAsync(async () => await HeadsKnownAsync(node) == links);
    }

    private static Task<long> HeadsKnownAsync(TestNode node) =>
        node.Get<Ledger>().RunAsync(t => t.Query("SELECT COUNT(*) FROM relay_head", row => row.GetInt64(0)).Single());

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
    }

    /// <summary>At all nodes: clocks that differ would be in doubt, and nothing would expire.</summary>
    internal void TimePasses(TimeSpan time) => passage.More += time;

    /// <summary>The same, and the office's neighbours confirm its clock, which seems to have been set.</summary>
    internal async Task AgreedTimePassesAsync(TimeSpan time)
    {
        TimePasses(time);
        await ClocksAgreeAsync();
    }

    /// <summary>Waits until the office believes its clock.</summary>
    internal async Task ClocksAgreeAsync()
    {
        // Who resumes a link calls at once.
        foreach (var link in Office.Get<Links>().All())
        {
            (await Office.Get<Links>().PauseAsync(link.Id)).Refusal.ShouldBeNull();
            (await Office.Get<Links>().ResumeAsync(link.Id)).Refusal.ShouldBeNull();
        }
        await Eventually.UntilAsync(() => Office.Get<IAgreedTime>().Now is not null);
    }

    /// <summary>Headquarters imports a document, and all follow it: the ids of what it entered.</summary>
    internal async Task<IReadOnlyList<RecordId>> RuleAsync(DirectoryDocument document)
    {
        var entered = (await Headquarters.Get<DirectoryImport>().RunAsync(document)).Value;
        foreach (var entry in entered)
        {
            var ruled = await CurrentAsync(Headquarters, entry.Id);
            foreach (var node in Nodes)
                await Eventually.UntilAsync(async () => await CurrentAsync(node, entry.Id) == ruled);
        }
        return [.. entered.Select(entry => entry.Id)];
    }

    /// <summary>A route of what Anneke writes.</summary>
    internal RouteLine Route(string via, string? mode = null, string? subject = null) =>
        new(Anneke.Post.ToString(), via, mode, subject);

    /// <summary>What is reported to headquarters, as a request writes it.</summary>
    internal Dictionary<string, object?> Report(string subject) =>
        new()
        {
            ["subject"] = subject,
            ["text"] = "1. As said.",
            ["action"] = new[] { Lea.Post.ToString() },
            ["label"] = DemoLabels.Label("UNCLASSIFIED"),
            ["release"] = true,
        };

    /// <summary>Mette gives standing authority over what Anneke sends, over flash alone or all: its id.</summary>
    internal async Task<string> GiveStandingAsync(string precedences)
    {
        var given = await Mette.PostAsync(
            "/standing-authorities",
            new { sender = Anneke.Post.ToString(), precedences }
        );
        given.Status.ShouldBe(HttpStatusCode.Created, given.Body.ToString());
        return given["id"]!;
    }

    /// <summary>Anneke releases it: its id.</summary>
    internal async Task<string> ReleasedAsync(Dictionary<string, object?> report)
    {
        var released = await Anneke.PostAsync("/dispatches", report);
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    /// <summary>The dispatch once an officer has it.</summary>
    internal static async Task<Answered> ArrivesAsync(Officer officer, string id)
    {
        Answered? found = null;
        await Eventually.UntilAsync(async () =>
            (found = await officer.GetAsync($"/dispatches/{id}")).Status == HttpStatusCode.OK
        );
        return found!;
    }

    private static Task<Digest?> CurrentAsync(TestNode node, RecordId id) =>
        node.Get<Ledger>().RunAsync(t => t.Current(id)?.Hash);

    private static async Task LinkAsync(TestNode node, TestNode peer, bool carriesTheRest) =>
        (await node.Get<Links>().AddAsync(peer.Get<NodeIdentity>().Id, carriesTheRest)).Refusal.ShouldBeNull();
}
