using Legation.Labels;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class KeyCommandTests : IAsyncLifetime
{
    private TestNode node = null!;

    private string KeyFile => Path.Combine(node.Folder, "keys", "signing.pem");

    public async ValueTask InitializeAsync() => node = await TestNode.StartAsync();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task new_keys_are_in_use_at_once_where_nobody_is_to_be_told_and_the_old_file_is_gone()
    {
        var before = await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken);
        var fingerprint = NodeCards.Read(node.Get<NodeCards>().Own()).Value.Fingerprint;

        var (code, output, _) = await RunAsync("key", "rotate");

        code.ShouldBe(0);
        output.ShouldContain("The new keys are in use");
        output.ShouldNotContain(fingerprint);
        (await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken)).ShouldNotBe(before);
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).Length.ShouldBe(2);
        var listed = (await RunAsync("key", "list")).Output;
        listed.ShouldContain("\tcurrent\t");
        listed.ShouldContain("\tformer\t");
    }

    [Fact]
    public async Task new_keys_wait_for_a_linked_node_and_are_used_at_once_if_that_is_wanted()
    {
        await LinkToNobodyAsync();

        (await RunAsync("key", "rotate", "--signing")).Output.ShouldContain(
            "when these have been told: Liaison Office"
        );
        (await RunAsync("key", "list")).Output.ShouldContain("\tannounced\t");
        (await RunAsync("key", "rotate")).Error.ShouldContain("New keys are made already");

        (await RunAsync("key", "rotate", "--now")).Output.ShouldContain("The new keys are in use");
        (await RunAsync("key", "list")).Output.ShouldNotContain("\tannounced\t");
    }

    [Fact]
    public async Task a_node_is_revoked_by_name_and_listed_so()
    {
        await LinkToNobodyAsync();

        var asked = await RunAsync("key", "revoke", "Liaison Office Test");
        asked.Code.ShouldBe(1);
        asked.Error.ShouldContain("It cannot be taken back.");
        (await RunAsync("key", "list")).Output.ShouldNotContain("\trevoked ");

        (
            await RunAsync("key", "revoke", "Liaison Office Test", "--since", "2020-01-01T00:00Z", "--yes")
        ).Output.ShouldBe(
            "1 key is revoked.\nRecords signed with them that were journalled here since then: 0. They stand; look at them.\nNothing is taken from Liaison Office Test until its new card is accepted: legation card accept FILE --clearance FILE. Other nodes need that card from its people too.\n"
        );

        (await RunAsync("key", "list")).Output.ShouldContain("\trevoked ");
        (await RunAsync("card", "list")).Output.ShouldContain("\tkey revoked");
        (await RunAsync("alarm", "list")).Output.ShouldContain("\tkey-revoked\tLiaison Office Test\t");
        (await RunAsync("key", "revoke", "Liaison Office Test", "--yes")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task only_former_keys_of_the_own_node_are_revoked()
    {
        (await RunAsync("key", "revoke", "own", "--yes")).Error.ShouldContain("This node has no former key.");
        await RunAsync("key", "rotate", "--signing");
        (await RunAsync("key", "revoke", "own", "--yes")).Output.ShouldContain("1 key is revoked.");
        (await RunAsync("key", "revoke", "Nowhere")).Error.ShouldContain("The card of Nowhere is not accepted here.");
    }

    private async Task LinkToNobodyAsync()
    {
        await using var other = await TestNode.StartAsync();
        var least = ClearanceText.Least(ShippedPolicies.LegationDemo);
        var card = (await node.Get<NodeCards>().AcceptAsync(other.Get<NodeCards>().Own(), least)).Value;
        (await node.Get<Links>().AddAsync(card.Node, carriesTheRest: true)).Refusal.ShouldBeNull();
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LegationProcess.RunAsync("", [.. arguments, "--data", node.Folder]);
}
