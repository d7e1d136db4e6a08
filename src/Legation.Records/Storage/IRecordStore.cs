using System.Data.Common;
using Legation.Records.Audit;
using Microsoft.EntityFrameworkCore;

namespace Legation.Records.Storage;

/// <summary>
/// Where a node keeps its journal, node state and projections: the contract that every engine fulfils and the contract
/// tests check. SQL passed in is the part of SQL that all engines share, with parameters <c>$1</c>, <c>$2</c> …, types
/// TEXT, BIGINT, BYTEA and <c>INTEGER PRIMARY KEY</c> for a 64-bit key.
/// </summary>
public interface IRecordStore : IDisposable
{
    /// <summary>Opens the one session that writes. Only the ledger's writer uses it.</summary>
    IWriteSession OpenWriter();

    /// <summary>Opens a session for reading; each query sees what was committed before it began.</summary>
    IReadSession OpenReader();

    /// <summary>Lets a read-only EF Core context use this store.</summary>
    void ConfigureReading(DbContextOptionsBuilder options);

    /// <summary>
    /// True if projection tables of the module exist as defined by the script with this hash; else they are dropped and
    /// made anew, empty, and the caller replays the journal.
    /// </summary>
    bool PrepareProjections(string module, string script);

    /// <summary>Applies the numbered scripts of a part's node state that this store has not seen.</summary>
    void MigrateState(string part, IReadOnlyList<string> scripts);

    /// <summary>Opens the search index beside the journal, for the caller to dispose; null where none is kept.</summary>
    ISearchStore? OpenSearch() => null;
}

/// <summary>Reads with statements prepared once per session.</summary>
public interface IReadSession : IDisposable
{
    /// <summary>Runs a query and maps each row.</summary>
    List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values);
}

/// <summary>The writing session: one transaction at a time.</summary>
public interface IWriteSession : IReadSession
{
    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Commits; returns only when the transaction would survive a loss of power.</summary>
    void Commit();

    /// <summary>Undoes all since <see cref="Begin"/>.</summary>
    void Rollback();

    /// <summary>Appends one journal entry at its position.</summary>
    void Append(in JournalEntry entry);

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    /// <exception cref="System.Data.ConstraintException">A row breaks a constraint of its table.</exception>
    int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Runs a statement against the shadow tables instead of the projections.</summary>
    int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Makes empty shadow tables beside the module's projections, dropping those of an earlier attempt.</summary>
    void CreateShadow(string script);

    /// <summary>Puts the shadow tables in the place of the module's projections, within the transaction.</summary>
    void SwapShadow(string script);
}

/// <summary>One row of the journal.</summary>
/// <param name="Seq">Position, dense from 1; the audit leaf's index plus one.</param>
/// <param name="Type">What it is.</param>
/// <param name="At">When this node journalled it, microseconds UTC.</param>
/// <param name="Record">UUID bytes of the record, for a record version.</param>
/// <param name="Label">Interned label, for a record version.</param>
/// <param name="Audience">Interned audience, for a record version.</param>
/// <param name="Content">The envelope, receipt or act: what the leaf covers.</param>
/// <param name="Salt">The body's salt.</param>
/// <param name="Body">The body.</param>
/// <param name="Leaf">The audit leaf.</param>
public readonly record struct JournalEntry(
    long Seq,
    EntryType Type,
    long At,
    byte[]? Record,
    int Label,
    int Audience,
    byte[] Content,
    byte[]? Salt,
    byte[]? Body,
    Digest Leaf
);
