using System.Data.Common;

namespace Legation.Records.Http;

/// <summary>Node state behind <see cref="IdempotentFilter"/>: reservations and answers.</summary>
internal sealed class KeptAnswers(Ledger ledger, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const string Find = """
        SELECT request, access, status, media, location, etag, body FROM idempotency
        WHERE account = $1 AND name = $2
        """;

    private const string Reserve = """
        INSERT INTO idempotency (account, name, request, access, started) VALUES ($1, $2, $3, $4, $5)
        """;

    private const string Put = """
        UPDATE idempotency SET request = $1, status = $2, media = $3, location = $4, etag = $5, body = $6
        WHERE account = $7 AND name = $8
        """;

    /// <summary>Null if the key is new and now reserved; else what is known of it.</summary>
    public Task<KeptAnswer?> ReserveAsync(string account, string key, Digest access)
    {
        var now = clock.GetUtcNow();
        return ledger.RunAsync(t =>
        {
            t.Execute("DELETE FROM idempotency WHERE started < $1", (now - Kept).ToMicroseconds());
            if (t.Query(Find, Map, account, key) is [var known])
                return known;
            // Nothing of the request has been read yet.
            t.Execute(Reserve, account, key, Array.Empty<byte>(), access.ToBytes(), now.ToMicroseconds());
            return null;
        });
    }

    public Task KeepAsync(string account, string key, KeptAnswer answer) =>
        ledger.RunAsync(t =>
            t.Execute(
                Put,
                answer.Request?.ToBytes(),
                answer.Status,
                answer.Media,
                answer.Location,
                answer.ETag,
                answer.Body,
                account,
                key
            )
        );

    public Task ForgetAsync(string account, string key) =>
        ledger.RunAsync(t => t.Execute("DELETE FROM idempotency WHERE account = $1 AND name = $2", account, key));

    private static KeptAnswer Map(DbDataReader row) =>
        new(
            row.IsDBNull(2) ? null : new Digest((byte[])row.GetValue(0)),
            new Digest((byte[])row.GetValue(1)),
            row.IsDBNull(2) ? null : row.GetInt32(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.IsDBNull(6) ? null : (byte[])row.GetValue(6)
        );
}

/// <summary>
/// What is kept of a request: the access under which it was made, and once there is an answer, that and the digest of
/// address and body.
/// </summary>
internal sealed record KeptAnswer(
    Digest? Request,
    Digest Access,
    int? Status,
    string? Media,
    string? Location,
    string? ETag,
    byte[]? Body
);
