using System.Net;
using System.Net.Sockets;
using Legation.Records;
using Legation.Server.Duty;
using Legation.Server.Nodes;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

public sealed class MailSettingsTests
{
    private static NodeDescription Node { get; } =
        new()
        {
            Id = RecordId.Parse("node--01a20c9e-0159-7a92-ac4d-2d3901af6abb"),
            Code = "TST",
            Name = "Test",
            Organisation = RecordId.Parse("organisation--01a20c9e-0159-7a92-ac4d-2d3901af6abc"),
            Place = "Tokyo",
            Zone = "Asia/Tokyo",
            Pages = new Uri("http://localhost:8080/"),
        };

    [Theory]
    [InlineData("not a host", 25, "duty@example.org", "keys/mail.password", "mail.host")]
    [InlineData("mail.example.org", 0, "duty@example.org", "keys/mail.password", "mail.port")]
    [InlineData("mail.example.org", 65536, "duty@example.org", "keys/mail.password", "mail.port")]
    [InlineData("mail.example.org", 25, "", "keys/mail.password", "mail.from")]
    [InlineData("mail.example.org", 25, "duty@example.org", "../password", "mail.passwordFile")]
    [InlineData("mail.example.org", 25, "duty@example.org", "/etc/passwd", "mail.passwordFile")]
    public void a_node_does_not_start_with_settings_by_which_nobody_would_be_called(
        string host,
        int port,
        string from,
        string passwordFile,
        string place
    )
    {
        var folder = Directory.CreateTempSubdirectory("legation-mail-");
        var file = Path.Combine(folder.FullName, NodeDescription.FileName);
        var settings = new MailSettings
        {
            Host = host,
            Port = port,
            From = from,
            PasswordFile = passwordFile,
        };
        (Node with { Mail = settings }).Write(file);
        Should
            .Throw<NodeFolderException>(() => NodeDescription.Read(file))
            .Message.ShouldContain($"\"{place}\" in node.json");
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("not a host", "keys/mail-in.password", "office@example.org", "anna", 60, "mail.in.host")]
    [InlineData("imap.example.org", "../password", "office@example.org", "anna", 60, "mail.in.passwordFile")]
    [InlineData("imap.example.org", "keys/mail-in.password", "", "anna", 60, "mail.in.address")]
    [InlineData("imap.example.org", "keys/mail-in.password", "office@example.org", "No name", 60, "mail.in.account")]
    [InlineData("imap.example.org", "keys/mail-in.password", "office@example.org", "anna", 0, "mail.in.everySeconds")]
    public void a_mailbox_that_nobody_could_read_is_said_with_its_place(
        string host,
        string passwordFile,
        string address,
        string account,
        int seconds,
        string place
    ) =>
        new MailSettings
        {
            In = new()
            {
                Host = host,
                User = "office",
                PasswordFile = passwordFile,
                Address = address,
                Account = account,
                EverySeconds = seconds,
            },
        }.Problem.ShouldStartWith($"\"{place}\" in node.json");

    [Fact]
    public async Task a_mail_server_that_hangs_keeps_no_alert_from_the_screens()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var port = ((IPEndPoint)hanging.LocalEndpoint).Port;
        await using var node = await TestNode.StartAsync(mail: AlertTests.Settings(port));
        var staff = await node.StaffAsync("anna", "bo");
        await Calls.ToAsync(node, staff[1].Post, "bo");

        var first = await Calls.ReleasedAsync(staff[0], staff[1].Post);
        await Calls.UntilAsync(staff[1], first);
        using var caught = await hanging.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var second = await Calls.ReleasedAsync(staff[0], staff[1].Post);

        await Calls.UntilAsync(staff[1], second);
    }
}
