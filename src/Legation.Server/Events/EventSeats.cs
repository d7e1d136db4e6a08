using System.Collections.Concurrent;

namespace Legation.Server.Events;

/// <summary>Bounds how many streams an account has open.</summary>
internal sealed class EventSeats
{
    public const int OfAnAccount = 12;

    private readonly ConcurrentDictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Null: all are taken. Else disposing gives it back.</summary>
    public IDisposable? Take(string account)
    {
        if (taken.AddOrUpdate(account, 1, (_, count) => count + 1) <= OfAnAccount)
            return new Seat(this, account);
        Leave(account);
        return null;
    }

    private void Leave(string account) => taken.AddOrUpdate(account, 0, (_, count) => count - 1);

    private sealed class Seat(EventSeats seats, string account) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                seats.Leave(account);
        }
    }
}
