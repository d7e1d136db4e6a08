using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Storage;

/// <summary>What every engine must do. An engine is tested by one subclass that says how to open it.</summary>
public abstract class StoreContract : IDisposable
{
    private const string Script = """
        CREATE TABLE p_thing (seq INTEGER PRIMARY KEY, name TEXT NOT NULL, at BIGINT, data BYTEA);
        CREATE INDEX p_thing_by_name ON p_thing (name);
        """;

    private readonly TempFolder folder = new();
    private IRecordStore? opened;

    protected abstract IRecordStore Open(DirectoryInfo folder);

    private IRecordStore Store => opened ??= Open(folder.Info);

    public void Dispose()
    {
        opened?.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void what_was_committed_is_read()
    {
        using var writer = Store.OpenWriter();
        writer.Begin();
        writer.Append(Entry(1));
        writer.Commit();

        Positions().ShouldBe([1]);
    }

    [Fact]
    public void what_was_rolled_back_is_not_there()
    {
        using var writer = Store.OpenWriter();
        writer.Begin();
        writer.Append(Entry(1));
        writer.Rollback();

        Positions().ShouldBeEmpty();
    }

    [Fact]
    public void a_row_that_breaks_a_constraint_is_told_from_a_failure_of_the_store()
    {
        Store.PrepareProjections("things", Script);
        using var writer = Store.OpenWriter();
        writer.Begin();

        Should.Throw<System.Data.ConstraintException>(() =>
            writer.Execute("INSERT INTO p_thing (seq, name) VALUES ($1, $2)", 1, null)
        );
        writer.Rollback();
    }

    [Fact]
    public void readers_see_nothing_of_a_transaction_before_it_is_committed()
    {
        using var writer = Store.OpenWriter();
        using var reader = Store.OpenReader();
        writer.Begin();
        writer.Append(Entry(1));
        reader.Query("SELECT seq FROM journal", r => r.GetInt64(0)).ShouldBeEmpty();
        writer.Commit();

        reader.Query("SELECT seq FROM journal", r => r.GetInt64(0)).ShouldBe([1]);
    }

    [Fact]
    public void the_writer_reads_what_it_has_written()
    {
        using var writer = Store.OpenWriter();
        writer.Begin();
        writer.Append(Entry(1));

        writer.Query("SELECT seq FROM journal", r => r.GetInt64(0)).ShouldBe([1]);
        writer.Rollback();
    }

    [Fact]
    public void an_entry_comes_back_as_it_was_appended()
    {
        var entry = Entry(5);
        using var writer = Store.OpenWriter();
        writer.Begin();
        writer.Append(entry);
        writer.Commit();

        var row = Read("SELECT seq, type, at, record, label, audience, leaf, content, salt, body FROM journal", 10)
            .Single();

        row.Take(3).ShouldBe(new object?[] { 5L, 1L, 123_456L });
        row.Skip(4).Take(2).ShouldBe(new object?[] { 7L, 8L });
        row.Where(value => value is byte[])
            .Cast<byte[]>()
            .Select(Convert.ToHexString)
            .ShouldBe(
                new[] { entry.Record!, entry.Leaf.ToBytes(), entry.Content, entry.Salt!, entry.Body! }.Select(
                    Convert.ToHexString
                )
            );
    }

    [Fact]
    public void a_position_is_taken_once()
    {
        using var writer = Store.OpenWriter();
        writer.Begin();
        writer.Append(Entry(1));

        Should.Throw<System.Data.ConstraintException>(() => writer.Append(Entry(1)));
        writer.Rollback();
    }

    [Fact]
    public void nothing_and_values_go_through_parameters()
    {
        Store.PrepareProjections("things", Script);
        using var writer = Store.OpenWriter();
        writer.Execute(
            "INSERT INTO p_thing (seq, name, at, data) VALUES ($1, $2, $3, $4)",
            1L,
            "計画'\";",
            null,
            new byte[] { 0, 255 }
        );

        var row = writer
            .Query(
                "SELECT name, at, data FROM p_thing WHERE name = $1",
                r => (r.GetString(0), r.IsDBNull(1), (byte[])r.GetValue(2)),
                "計画'\";"
            )
            .Single();

        row.Item1.ShouldBe("計画'\";");
        row.Item2.ShouldBeTrue();
        row.Item3.ShouldBe([0, 255]);
    }

    [Fact]
    public void a_statement_tells_how_many_rows_it_changed()
    {
        using var writer = Things(3);

        writer.Execute("UPDATE p_thing SET name = $1 WHERE seq > $2", "x", 1L).ShouldBe(2);
    }

    [Fact]
    public void projections_of_an_unfinished_replay_are_not_there_yet()
    {
        Store.PrepareProjections("things", Script).ShouldBeFalse();
        Store.PrepareProjections("things", Script).ShouldBeFalse();
    }

    [Fact]
    public void projections_are_there_when_the_shadow_has_taken_their_place()
    {
        using (var writer = Things(3))
            Rebuild(writer, "new");

        Store.PrepareProjections("things", Script).ShouldBeTrue();
        Names().ShouldBe(["new"]);
    }

    [Fact]
    public void a_changed_definition_drops_what_was_made_by_the_old_one()
    {
        using (var writer = Things(3))
            Rebuild(writer, "new");

        Store.PrepareProjections("things", Script + "\n").ShouldBeFalse();

        Names().ShouldBeEmpty();
    }

    [Fact]
    public void the_old_rows_serve_until_the_swap_is_committed()
    {
        using var writer = Things(1);
        writer.Begin();
        writer.CreateShadow(Script);
        writer.ExecuteOnShadow("INSERT INTO p_thing (seq, name) VALUES ($1, $2)", 1L, "new");
        writer.SwapShadow(Script);
        Names().ShouldBe(["old 1"]);
        writer.Commit();

        Names().ShouldBe(["new"]);
    }

    [Fact]
    public void a_swap_can_be_undone()
    {
        using var writer = Things(1);
        writer.Begin();
        writer.CreateShadow(Script);
        writer.SwapShadow(Script);
        writer.Rollback();

        Names().ShouldBe(["old 1"]);
    }

    [Fact]
    public void shadows_can_be_made_again_and_again()
    {
        using var writer = Things(1);
        foreach (var name in new[] { "first", "second", "third" })
            Rebuild(writer, name);
        writer.Begin();
        writer.CreateShadow(Script);
        writer.Commit();
        Rebuild(writer, "after one given up");

        Names().ShouldBe(["after one given up"]);
    }

    [Fact]
    public void scripts_of_node_state_run_once_and_in_order()
    {
        string[] scripts = ["CREATE TABLE drafts (id INTEGER PRIMARY KEY)", "ALTER TABLE drafts ADD COLUMN text TEXT"];
        Store.MigrateState("part", scripts[..1]);
        Store.MigrateState("part", scripts);
        Store.MigrateState("part", scripts);

        using var writer = Store.OpenWriter();
        writer.Execute("INSERT INTO drafts (id, text) VALUES ($1, $2)", 1L, "kept").ShouldBe(1);
    }

    [Fact]
    public void a_script_that_fails_leaves_nothing_and_runs_at_the_next_start()
    {
        Should.Throw<System.Data.Common.DbException>(() =>
            Store.MigrateState("part", ["CREATE TABLE half (id INTEGER PRIMARY KEY); CREATE TABLE half (id INTEGER)"])
        );

        Store.MigrateState("part", ["CREATE TABLE half (id INTEGER PRIMARY KEY)"]);
    }

    [Fact]
    public void a_store_of_a_newer_program_is_not_touched()
    {
        Store.MigrateState(
            "part",
            ["CREATE TABLE one (id INTEGER PRIMARY KEY)", "CREATE TABLE two (id INTEGER PRIMARY KEY)"]
        );

        Should.Throw<InvalidOperationException>(() =>
            Store.MigrateState("part", ["CREATE TABLE one (id INTEGER PRIMARY KEY)"])
        );
    }

    [Fact]
    public void all_is_there_when_it_is_opened_again()
    {
        using (var writer = Things(2))
        {
            writer.Begin();
            writer.Append(Entry(1));
            writer.Commit();
        }
        Store.Dispose();
        opened = null;

        Positions().ShouldBe([1]);
        Names().ShouldBe(["old 1", "old 2"]);
    }

    private static JournalEntry Entry(long seq) =>
        new(seq, EntryType.Record, 123_456, new byte[16], 7, 8, [1, 2], [3], [4, 5, 6], Digest.Of([(byte)seq]));

    private IWriteSession Things(int count)
    {
        Store.PrepareProjections("things", Script);
        var writer = Store.OpenWriter();
        for (var n = 1L; n <= count; n++)
            writer.Execute("INSERT INTO p_thing (seq, name) VALUES ($1, $2)", n, $"old {n}");
        return writer;
    }

    private static void Rebuild(IWriteSession writer, string name)
    {
        writer.Begin();
        writer.CreateShadow(Script);
        writer.Commit();
        writer.Begin();
        writer.ExecuteOnShadow("INSERT INTO p_thing (seq, name) VALUES ($1, $2)", 1L, name);
        writer.SwapShadow(Script);
        writer.Commit();
    }

    private List<long> Positions()
    {
        using var reader = Store.OpenReader();
        return reader.Query("SELECT seq FROM journal ORDER BY seq", r => r.GetInt64(0));
    }

    private List<string> Names()
    {
        using var reader = Store.OpenReader();
        return reader.Query("SELECT name FROM p_thing ORDER BY seq", r => r.GetString(0));
    }

    private List<object?[]> Read(string sql, int columns)
    {
        using var reader = Store.OpenReader();
        return reader.Query(sql, r => Enumerable.Range(0, columns).Select(i => (object?)r.GetValue(i)).ToArray());
    }
}
