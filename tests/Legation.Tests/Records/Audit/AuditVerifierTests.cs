using Legation.Records;
using Legation.Records.Audit;
using Legation.Tests.Records.Support;
using Microsoft.Data.Sqlite;

namespace Legation.Tests.Records.Audit;

public sealed class AuditVerifierTests : IDisposable
{
    private const int Entries = 620;
    private readonly TestLedger node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task an_untouched_journal_is_sound()
    {
        await Fill();

        var report = Verify();

        report.Fault.ShouldBeNull();
        report.Size.ShouldBe(Entries);
        report.Root.ShouldBe(node.Ledger.Head.Frontier.Root());
    }

    [Fact]
    public void an_empty_journal_is_sound() => Verify().IsSound.ShouldBeTrue();

    [Theory]
    [InlineData("UPDATE journal SET at = at + 1 WHERE seq = 510", AuditFaultKind.Leaf)]
    [InlineData("UPDATE journal SET type = 6 WHERE seq = 510", AuditFaultKind.Leaf)]
    [InlineData("UPDATE journal SET leaf = zeroblob(32) WHERE seq = 510", AuditFaultKind.Leaf)]
    [InlineData(
        "UPDATE journal SET content = (SELECT content FROM journal WHERE seq = 9) WHERE seq = 510",
        AuditFaultKind.Leaf
    )]
    [InlineData("UPDATE journal SET content = 'text' WHERE seq = 510", AuditFaultKind.Leaf)]
    [InlineData(
        "UPDATE journal SET body = CAST('{\"text\":\"altered\"}' AS BLOB) WHERE seq = 510",
        AuditFaultKind.Body
    )]
    [InlineData("UPDATE journal SET body = NULL WHERE seq = 510", AuditFaultKind.Body)]
    [InlineData("UPDATE journal SET salt = zeroblob(16) WHERE seq = 510", AuditFaultKind.Body)]
    [InlineData("UPDATE journal SET salt = zeroblob(4) WHERE seq = 510", AuditFaultKind.NotARecord)]
    [InlineData("UPDATE journal SET record = zeroblob(16) WHERE seq = 510", AuditFaultKind.RecordId)]
    [InlineData("UPDATE journal SET label = 2 WHERE seq = 510", AuditFaultKind.Access)]
    [InlineData("UPDATE journal SET audience = 2 WHERE seq = 510", AuditFaultKind.Access)]
    [InlineData("DELETE FROM journal WHERE seq = 510", AuditFaultKind.Missing)]
    [InlineData("DELETE FROM journal WHERE seq >= 510", AuditFaultKind.Missing)]
    [InlineData("UPDATE journal SET seq = 10000 WHERE seq = 510", AuditFaultKind.Missing)]
    public async Task the_first_altered_entry_is_named(string alteration, AuditFaultKind what)
    {
        await Fill();

        Alter(alteration);

        Verify().Fault.ShouldBe(new AuditFault(510, what));
    }

    [Theory]
    [InlineData("UPDATE audience_party SET party = 999 WHERE audience = 1")]
    [InlineData("DELETE FROM audience_party WHERE audience = 1")]
    [InlineData("UPDATE label SET value = zeroblob(3) WHERE id = 1")]
    public async Task what_a_number_stands_for_cannot_be_changed_unseen(string alteration)
    {
        await Fill();

        Alter(alteration);

        Verify().Fault.ShouldBe(new AuditFault(1, AuditFaultKind.Access));
    }

    [Fact]
    public async Task an_entry_put_in_behind_the_end_is_found()
    {
        await Fill();

        Alter(
            "INSERT INTO journal SELECT 621, type, at, record, label, audience, leaf, content, salt, body FROM journal WHERE seq = 620"
        );

        Verify().Fault.ShouldBe(new AuditFault(621, AuditFaultKind.BeyondTree));
    }

    [Fact]
    public async Task an_act_altered_together_with_its_leaf_is_found_by_the_tree()
    {
        await Fill();
        var content = new byte[] { 1 };
        var at = node.Query("SELECT at FROM journal WHERE seq = 620", r => r.GetInt64(0)).Single();
        var leaf = AuditLeaf.Hash(EntryType.AdministrativeAct, at, content);

        Alter($"UPDATE journal SET type = 6, content = x'01', leaf = x'{leaf}' WHERE seq = 620");

        Verify().Fault.ShouldBe(new AuditFault(621, AuditFaultKind.Tree));
    }

    [Fact]
    public async Task a_journal_cut_off_together_with_its_tree_is_found_by_a_witness()
    {
        await Fill();
        var witness = new AuditCheckpoint(Entries, node.Ledger.Head.Frontier.Root());
        Verify(witness).IsSound.ShouldBeTrue();

        Alter("DELETE FROM journal; UPDATE audit_head SET size = 0, frontier = x''");

        Verify().IsSound.ShouldBeTrue();
        Verify(witness).Fault.ShouldBe(new AuditFault(1, AuditFaultKind.Witness));
    }

    [Fact]
    public async Task a_tree_that_is_not_the_one_witnessed_is_found()
    {
        await Fill();

        Verify(new AuditCheckpoint(17, Digest.Of([1]))).Fault.ShouldBe(new AuditFault(17, AuditFaultKind.Witness));
    }

    [Fact]
    public async Task it_verifies_while_the_node_works()
    {
        await Fill();
        var work = Task.WhenAll(Enumerable.Range(1000, 200).Select(Commit));

        Verify().IsSound.ShouldBeTrue();

        await work;
        Verify().Size.ShouldBe(Entries + 200);
    }

    private async Task Fill()
    {
        await Commit(1);
        await node.Ledger.CommitAsync(
            node.Node.First(Drafts.Fixed("memo", 2), "2", Drafts.Named("SECRET"), [Drafts.Fixed("office", 5)])
        );
        await Task.WhenAll(Enumerable.Range(3, Entries - 2).Select(Commit));
    }

    private Task Commit(int number) =>
        node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", number), $"{number}"));

    private AuditReport Verify(params AuditCheckpoint[] witnessed) => new AuditVerifier(node.Store).Verify(witnessed);

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={node.File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }
}
