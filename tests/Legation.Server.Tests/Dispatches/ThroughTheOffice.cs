using System.Net;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What Anna writes goes through an office, which returns it.</summary>
public abstract class ThroughTheOffice : TwoPersons
{
    private TestNode office = null!;
    private Officer clerk = null!;

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        office = await TestNode.StartAsync();
        clerk = (await office.StaffAsync("clerk"))[0];
        await Node.LearnAsync(office);
        await Node.Get<Links>().AddAsync(office.Get<NodeIdentity>().Id, carriesTheRest: true);
        await LeadThroughTheOfficeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await office.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task LeadThroughTheOfficeAsync()
    {
        var via = office.Get<IDirectory>().For(Nobody(clerk.Post)).Party(clerk.Post)!.Office!.Value;
        var self = Node.Get<NodeIdentity>().Id;
        var label = (await Node.Get<Ledger>().RunAsync(t => t.Current(Anna.Post)))!.Header.Label;
        var maker = Node.Get<RecordMaker>();
        await Node.Get<Ledger>()
            .CommitAsync(
                maker.First(
                    maker.NewId("route"),
                    new RecordIntent(new Author(self, self), label, [Audiences.Everyone]),
                    new { sender = Anna.Post, via }
                )
            );
    }

    private protected async Task ReturnAsync(string id)
    {
        var dispatch = (await Node.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(id))))!;
        var maker = office.Get<RecordMaker>();
        var returned = maker.First(
            maker.NewId("return"),
            new RecordIntent(
                new Author(RecordId.New("person", Node.Clock.GetUtcNow()), clerk.Post),
                dispatch.Header.Label,
                dispatch.Header.Audience
            )
            {
                References = [dispatch.ToReference()],
            },
            new { text = "Say where." }
        );
        await Node.Get<Ledger>().RunAsync(t => t.Take(returned, Arrival.Verified, returned.Header.Home));
        (await Anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("returned");
    }

    private static Principal Nobody(RecordId post) =>
        new("nobody", post, post, [], ClearanceText.Least(ShippedPolicies.LegationDemo), Duties.None);
}
