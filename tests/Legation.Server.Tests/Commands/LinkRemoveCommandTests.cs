using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class LinkRemoveCommandTests(RealNetwork network) : IClassFixture<RealNetwork>
{
    private const string Office = "Liaison Office";

    [Fact]
    public async Task a_link_is_removed_after_it_was_said_what_waits_and_goes_on_when_it_is_added_again()
    {
        var deputy = await RealNetwork.AddresseeAsync(network.Headquarters, "Deputy, Liaison Office");
        await RealNetwork.ListedAsync(
            network.Office,
            "inbox",
            await network.Headquarters.SendAsync("Pilot boats", deputy)
        );

        var (code, _, told) = await LegationProcess.RunAsync(
            "",
            ["link", "remove", Office, "--data", network.Headquarters.Folder]
        );

        code.ShouldBe(1);
        told.ShouldContain("Nothing waits on the link.");
        told.ShouldContain("no node without a link of its own is reached then");
        told.ShouldContain("repeat with --yes");
        (await network.Headquarters.DoneAsync(["link", "list"])).ShouldContain(Office);

        var done = await network.Headquarters.DoneAsync(["link", "remove", Office, "--yes"]);

        done.ShouldContain($"The link to {Office} is removed.");
        (await network.Headquarters.DoneAsync(["link", "list"])).ShouldNotContain(Office);
        (await network.Headquarters.DoneAsync(["card", "list"])).ShouldContain($"{Office}\taccepted");

        await network.Headquarters.DoneAsync(["link", "add", Office, "--default"]);

        await RealNetwork.ListedAsync(
            network.Office,
            "inbox",
            await network.Headquarters.SendAsync("Berthing fees", deputy)
        );
    }

    [Fact]
    public async Task a_link_that_is_not_there_is_not_removed()
    {
        var (code, _, told) = await LegationProcess.RunAsync(
            "",
            ["link", "remove", "Nowhere", "--yes", "--data", network.Headquarters.Folder]
        );
        code.ShouldBe(1);
        told.ShouldContain("The card of Nowhere is not accepted here.");
    }
}
