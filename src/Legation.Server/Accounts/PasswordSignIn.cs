using System.Diagnostics.CodeAnalysis;
using System.Text;
using Legation.Records;
using Legation.Records.Audit;
using Microsoft.AspNetCore.Identity;

namespace Legation.Server.Accounts;

/// <summary>
/// Signs in by user name and password. Five failures in a row lock the name for a quarter of an hour. Failures are
/// counted in the writer's transaction, so that guesses sent at once all count, and for unknown names as well.
/// </summary>
internal sealed class PasswordSignIn(Ledger ledger, AccountRegister accounts, IPasswordHasher<Account> hasher)
{
    private const int FailuresBeforeLock = 5;
    private const int LongestPassword = 1000;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FailuresForgotten = TimeSpan.FromDays(1);
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword(null!, Secret.New().Text));

    private const string Count = """
        INSERT INTO sign_in_failure (name, failures, last) VALUES ($1, 1, $2)
        ON CONFLICT (name) DO UPDATE SET failures = sign_in_failure.failures + 1, last = excluded.last
        """;

    public async Task<Outcome<Account>> TryAsync(string typedName, string password)
    {
        var name = Account.Normalise(typedName);
        var key = Digest.Of(Encoding.UTF8.GetBytes(name)).ToBytes();
        var account = accounts.Find(name);
        // Counted before it is checked: else a burst of guesses would all be checked before the first failed.
        if (await ledger.RunAsync(t => TakeAttempt(t, key)) is { } until)
            return Locked(until);
        if (!IsRight(account, password))
            return Wrong;
        await ledger.RunAsync(t => t.Execute("DELETE FROM sign_in_failure WHERE name = $1", key));
        return account;
    }

    // Null: the attempt may be made. Else until when the name is locked.
    private static DateTimeOffset? TakeAttempt(LedgerTransaction t, byte[] key)
    {
        var now = t.Now.ToMicroseconds();
        t.Execute("DELETE FROM sign_in_failure WHERE last < $1", (t.Now - FailuresForgotten).ToMicroseconds());
        t.Execute("DELETE FROM sign_in_failure WHERE name = $1 AND locked_until <= $2", key, now);
        var locked = t.Query(
            "SELECT locked_until FROM sign_in_failure WHERE name = $1 AND locked_until > $2",
            r => r.GetInt64(0),
            key,
            now
        );
        if (locked is [var until])
            return Instants.FromMicroseconds(until);
        t.Execute(Count, key, now);
        var lockNow = (t.Now + LockedFor).ToMicroseconds();
        if (
            t.Execute(
                "UPDATE sign_in_failure SET locked_until = $1 WHERE name = $2 AND failures >= $3",
                lockNow,
                key,
                (long)FailuresBeforeLock
            ) > 0
        )
            t.Note(EntryType.SecurityEvent, new { what = "sign-in-locked", until = lockNow });
        return null;
    }

    // The same work for an unknown name as for a known one.
    private bool IsRight([NotNullWhen(true)] Account? account, string password) =>
        password.Length <= LongestPassword
        && hasher.VerifyHashedPassword(account!, account?.Password ?? nobody.Value, password)
            != PasswordVerificationResult.Failed
        && account is { Password: not null, Disabled: false };

    private static Refusal Locked(DateTimeOffset until) =>
        new(
            RefusalKind.Forbidden,
            "locked",
            $"Too many attempts. Wait until {until:HH:mm} UTC, or ask your operator for a one-time link."
        );

    public static Refusal TooFast { get; } =
        new(
            RefusalKind.Forbidden,
            "too-fast",
            "Too many people try to sign in from where you are. Wait a minute, then try again."
        );

    private static Refusal Wrong { get; } =
        new(
            RefusalKind.Forbidden,
            "wrong-password",
            "User name and password do not belong together. Check both and try again."
        );
}
