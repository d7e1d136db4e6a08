using Legation.Records.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Legation.Simulation.Tests;

/// <summary>Statements are prepared once, whatever they are given: most of a schedule is statements.</summary>
public sealed class KeptPlansTests
{
    // SQLITE_STMTSTATUS_REPREPARE.
    private const int Reprepared = 5;

    private const string Schema = """
        CREATE TABLE thing (name TEXT, state BIGINT);
        CREATE INDEX thing_open ON thing (name) WHERE state = 2;
        """;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void a_parameter_in_the_place_of_the_value_of_a_partial_index_prepares_nothing_anew(
        bool keepsPlans,
        int prepared
    )
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        if (keepsPlans)
            SqliteStatement.KeepPlans(connection);
        raw.sqlite3_exec(connection.Handle, Schema).ShouldBe(raw.SQLITE_OK);
        raw.sqlite3_prepare_v2(
            connection.Handle,
            "SELECT 1 FROM thing WHERE name = $1 AND state = $2",
            out var statement
        );
        using (statement)
        {
            foreach (var state in new[] { 1, 2 })
            {
                raw.sqlite3_bind_int(statement, 2, state);
                raw.sqlite3_step(statement);
                raw.sqlite3_reset(statement);
            }
            raw.sqlite3_stmt_status(statement, Reprepared, 0).ShouldBe(prepared);
        }
    }
}
