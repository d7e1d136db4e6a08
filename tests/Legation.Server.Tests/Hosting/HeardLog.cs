using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Legation.Server.Tests.Hosting;

/// <summary>Hears what a node logs from now on.</summary>
internal sealed class HeardLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<int> events = new();

    public static HeardLog Of(TestNode node)
    {
        var heard = new HeardLog();
        node.Get<ILoggerFactory>().AddProvider(heard);
        return heard;
    }

    /// <summary>How often an event was logged.</summary>
    public int Count(int id) => events.Count(one => one == id);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => events.Enqueue(eventId.Id);

    public void Dispose() { }
}
