using System.Text.Json;
using Legation.Labels;
using Legation.Records.Alarms;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Commands;
using Legation.Server.Duty;
using Legation.Server.Nodes;
using Legation.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Legation.Server.Tests.Commands;

/// <summary>The doctor finds each fault that is planted, says what to do, and ends as scripts expect.</summary>
public sealed class DoctorCommandTests : IAsyncLifetime
{
    private TestNode node = null!;
    private TestNode other = null!;

    public async ValueTask InitializeAsync()
    {
        (node, other) = (await TestNode.StartAsync(), await TestNode.StartAsync());
        await KnowAsync(node, other);
        await KnowAsync(other, node);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task nothing_is_wrong_with_two_nodes_that_are_linked()
    {
        await LinkAsync(node, other);
        await LinkAsync(other, node);
        await node.Get<Links>().TryNowAsync(LinkOf(node).Id);
        await Eventually.UntilAsync(() => LinkOf(node) is { LastContact: not null, Trouble: null });
        var (code, output, error) = await DoctorAsync();
        (code, output, error).ShouldBe((0, "Nothing is wrong.\n", ""));
    }

    [Fact]
    public async Task a_peer_that_has_paused_the_link_is_named_with_what_to_ask()
    {
        await LinkAsync(node, other);
        await LinkAsync(other, node);
        await other.Get<Links>().PauseAsync(LinkOf(other).Id);
        await TroubledAsync(Trouble.PeerPaused);
        await FindsAsync(1, "warning", "line", "takes nothing", "Ask the operator of Liaison Office Test to resume");
    }

    [Fact]
    public async Task a_link_paused_here_is_named_with_the_page_that_resumes_it()
    {
        await LinkAsync(node, other);
        await node.Get<Links>().PauseAsync(LinkOf(node).Id);
        await FindsAsync(1, "warning", "line", "paused at this side", $"/communications/{LinkOf(node).Id}");
    }

    [Fact]
    public async Task a_peer_that_does_not_run_is_told_from_one_with_another_key()
    {
        await LinkAsync(node, other);
        await other.StopAsync();
        await TroubledAsync(Trouble.LineDown);
        await FindsAsync(2, "error", "line", "nobody answers at localhost", "whether the node runs");
    }

    [Fact]
    public async Task another_key_at_a_peers_address_is_found_and_not_to_be_accepted_unasked()
    {
        await LinkAsync(node, other);
        await ImpostorAsync();
        await TroubledAsync(Trouble.LineDown);
        await FindsAsync(2, "error", "line", "shows another key than the card accepted here", "by voice");
    }

    [Fact]
    public async Task a_key_that_the_peer_does_not_know_is_told_from_a_key_that_it_does_not_have()
    {
        await using var stranger = await TestNode.StartAsync();
        await KnowAsync(node, stranger);
        (await node.Get<Links>().AddAsync(CardOf(stranger).Node, carriesTheRest: false)).Refusal.ShouldBeNull();
        await LinkAsync(node, other);
        await TroubledAsync(Trouble.LineDown);
        await FindsAsync(2, "error", "line", "answers with the key of its card", "legation card show");
    }

    [Fact]
    public async Task a_key_file_that_others_may_read_is_an_error_with_the_command_that_closes_it()
    {
        var file = Path.Combine(node.Folder, "keys", "signing.pem");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await FindsAsync(2, "error", "keys", $"Others on this machine may read or write {file}", $"chmod go= {file}");
    }

    [Fact]
    public async Task a_key_that_is_gone_is_found_while_the_node_is_stopped()
    {
        await node.StopAsync();
        File.Delete(Path.Combine(node.Folder, "keys", "relay.pem"));
        await FindsAsync(2, "error", "keys", "The TLS key cannot be used", "Bring it back from the backup");
    }

    [Fact]
    public async Task a_stopped_node_is_said_to_be_stopped_and_what_waits_in_it_is_still_found()
    {
        await LinkAsync(node, other);
        await node.Get<Links>().PauseAsync(LinkOf(node).Id);
        await node.StopAsync();
        await FindsAsync(1, "warning", "node", "is not running", "legation serve --data");
        await FindsAsync(1, "warning", "line", "paused at this side", "Resume it");
    }

    [Fact]
    public async Task another_program_on_the_nodes_port_is_found_before_it_is_started()
    {
        var port = node.Pages.Port;
        await node.StopAsync();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        listener.Start();
        await FindsAsync(2, "error", "ports", $"Another program listens on port {port}", "ss -ltnp");
    }

    [Fact]
    public async Task an_entry_changed_at_the_end_of_the_journal_is_found()
    {
        await node.StopAsync();
        await using (var journal = await JournalOf(node))
            await RunAsync(journal, "UPDATE journal SET at = at + 1 WHERE seq = (SELECT MAX(seq) FROM journal)");
        await FindsAsync(2, "error", "journal", "is not as it was written", "legation audit verify");
    }

    [Fact]
    public async Task an_accepted_node_that_no_link_reaches_is_found()
    {
        await FindsAsync(1, "warning", "cards", "No link leads to Liaison Office Test", "legation link add");
    }

    [Fact]
    public async Task new_keys_that_a_peer_has_not_taken_are_found_with_what_its_people_do()
    {
        await LinkAsync(node, other);
        await node.Get<Links>().PauseAsync(LinkOf(node).Id);
        (await node.Get<KeyChange>().StartAsync(signing: true, tls: true)).Refusal.ShouldBeNull();
        await FindsAsync(
            1,
            "warning",
            "keys",
            "Liaison Office Test has not taken them (waits)",
            "legation card accept"
        );
    }

    [Fact]
    public async Task a_lane_that_does_not_move_is_found_by_the_age_of_what_waits()
    {
        await LinkAsync(node, other);
        await LinkAsync(other, node);
        // The peer takes the batch and cannot commit it: no receipt comes.
        await using var busy = await JournalOf(other);
        await RunAsync(busy, "BEGIN IMMEDIATE");
        var entry = new ImportDirectory("""{"offices":[{"key":"o","name":[{"text":"Quiet office","lang":"en"}]}]}""");
        (await entry.RunAsync(node.Host.Services)).Code.ShouldBe(0);
        await Eventually.UntilAsync(() => LinkOf(node).OldestSent is not null);
        node.Clock.Shift = TimeSpan.FromMinutes(30);
        await FindsAsync(1, "warning", "lane", "the oldest for 30 min", "Try now");
    }

    [Fact]
    public async Task a_roster_on_a_node_that_sends_no_mail_calls_nobody_and_is_found()
    {
        var post = (await node.StaffAsync("anna"))[0].Post;
        var roster = new DutyRoster { Party = post, Zone = "Europe/Oslo" };
        (await node.Get<Rosters>().SetAsync(roster, "")).Refusal.ShouldBeNull();
        await FindsAsync(1, "warning", "duty", "this node sends no mail", "node.json");
        await FindsAsync(1, "warning", "duty", "Nobody can be called for Desk, Office anna", $"/duty/{post}");
    }

    [Fact]
    public async Task an_alarm_that_nobody_has_acknowledged_is_an_error()
    {
        var words = new AlarmNotice("forked", CardOf(other).Node, AlarmSeverity.Critical, "It forked.", "Call.", false);
        await node.Get<IAlarms>().RaiseAsync(words);
        await FindsAsync(2, "error", "alarm", "Liaison Office Test: It forked.", "Call. Then acknowledge it");
    }

    [Fact]
    public async Task a_finding_is_one_line_whatever_words_of_others_stand_in_it()
    {
        var forged = "It forked.\nERROR    line: call 555\u001b[2J";
        var words = new AlarmNotice("forked", CardOf(other).Node, AlarmSeverity.Critical, forged, "Call.", false);
        await node.Get<IAlarms>().RaiseAsync(words);
        var (_, output, _) = await DoctorAsync();
        output.Split('\n').Count(line => line.StartsWith("ERROR", StringComparison.Ordinal)).ShouldBe(1);
        output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task a_folder_without_a_node_is_an_error()
    {
        var (code, output, _) = await LegationProcess.RunAsync("", "doctor", "--data", Path.GetTempPath());
        code.ShouldBe(2);
        output.ShouldContain("There is no node in");
        output.ShouldContain("legation init");
    }

    // Listens where the peer did, with keys of its own.
    private async Task ImpostorAsync()
    {
        var description = other.Get<NodeDescription>();
        await other.StopAsync();
        Directory.Delete(Path.Combine(other.Folder, "keys"), recursive: true);
        foreach (var file in Directory.EnumerateFiles(other.Folder))
            File.Delete(file);
        NodeFolder.Create(other.Folder, description, TimeProvider.System.GetUtcNow());
        await other.StartAgainAsync();
    }

    private static async Task<SqliteConnection> JournalOf(TestNode of)
    {
        var journal = new SqliteConnection($"Data Source={Path.Combine(of.Folder, "journal.db")};Pooling=False");
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        return journal;
    }

    private static Task RunAsync(SqliteConnection journal, string sql)
    {
        var command = journal.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static NodeCard CardOf(TestNode of) => NodeCards.Read(of.Get<NodeCards>().Own()).Value;

    private static async Task KnowAsync(TestNode here, TestNode there)
    {
        var least = ClearanceText.Least(ShippedPolicies.LegationDemo);
        (await here.Get<NodeCards>().AcceptAsync(there.Get<NodeCards>().Own(), least)).Refusal.ShouldBeNull();
    }

    private static async Task LinkAsync(TestNode here, TestNode there) =>
        (await here.Get<Links>().AddAsync(CardOf(there).Node, carriesTheRest: true)).Refusal.ShouldBeNull();

    private static LinkView LinkOf(TestNode of) => of.Get<Links>().All()[0];

    private Task TroubledAsync(Trouble kind) =>
        Eventually.UntilAsync(() => node.Get<Links>().All().Any(link => link.Trouble?.Kind == kind));

    private async Task FindsAsync(int worst, string severity, string check, string what, string remedy)
    {
        var (code, findings) = await FoundAsync();
        code.ShouldBe(worst);
        findings.ShouldContain(
            found =>
                found.Severity == severity
                && found.Check == check
                && found.What.Contains(what, StringComparison.Ordinal)
                && found.Remedy.Contains(remedy, StringComparison.Ordinal),
            string.Join('\n', findings)
        );
    }

    private async Task<(int Code, List<Found> Findings)> FoundAsync()
    {
        var (code, output, error) = await DoctorAsync("--json");
        error.ShouldBe("");
        var json = JsonDocument.Parse(output).RootElement.GetProperty("findings");
        return (code, json.Deserialize<List<Found>>(JsonSerializerOptions.Web)!);
    }

    private Task<(int Code, string Output, string Error)> DoctorAsync(params string[] options) =>
        LegationProcess.RunAsync("", ["doctor", "--data", node.Folder, .. options]);

    private sealed record Found(string Severity, string Check, string What, string Remedy);
}
