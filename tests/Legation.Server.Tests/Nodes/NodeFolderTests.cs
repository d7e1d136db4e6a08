using Legation.Server.Nodes;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Nodes;

public sealed class NodeFolderTests
{
    [Fact]
    public async Task keys_are_readable_by_the_nodes_account_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var node = await TestNode.StartAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(node.Folder, "keys")))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(node.Folder, "commands.sock"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(node.Folder)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task a_folder_has_one_writer()
    {
        await using var node = await TestNode.StartAsync();
        Should
            .Throw<NodeFolderException>(() => NodeHost.Open(NodeFolder.Open(node.Folder), TimeProvider.System))
            .Message.ShouldContain("runs already");
    }

    [Fact]
    public async Task a_folder_with_a_node_is_not_made_anew()
    {
        await using var node = await TestNode.StartAsync();
        Should.Throw<NodeFolderException>(() =>
            NodeFolder.Create(node.Folder, node.Host.Folder.Description, node.Clock.GetUtcNow())
        );
    }
}
