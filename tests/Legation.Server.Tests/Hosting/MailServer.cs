using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Legation.Server.Tests.Hosting;

/// <summary>A mail as it arrived.</summary>
internal sealed record ArrivedMail(string From, string To, string Text)
{
    /// <summary>What stands behind the head, without the line breaks of the transport.</summary>
    public string Body => Text.Split("\r\n\r\n", 2)[1].Trim();
}

/// <summary>A mail server on this machine that reads what arrives (RFC 5321, as much as a sender needs).</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ArrivedMail> arrived = new();
    private readonly Task running;
    private int refused;

    public MailServer()
    {
        listener.Start();
        running = Task.Run(RunAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>True: every recipient is refused for now.</summary>
    public bool Refuses { get; set; }

    /// <summary>True: the line is cut when the caller takes leave.</summary>
    public bool DropsAtQuit { get; set; }

    /// <summary>What a mail that has arrived waits for before it is said to be taken.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public int Refused => Volatile.Read(ref refused);

    public IReadOnlyList<ArrivedMail> Arrived => [.. arrived];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync(stopping.Token);
                try
                {
                    await ServeAsync(caller.GetStream());
                }
                catch (IOException)
                {
                    // Who gave up says so by cutting the line.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException) { }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false))
        {
            NewLine = "\r\n",
            AutoFlush = true,
        };
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 localhost");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "MAIL":
                    from = Address(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT" when Refuses:
                    Interlocked.Increment(ref refused);
                    await writer.WriteLineAsync($"451 {Address(line)} is not taken now");
                    break;
                case "RCPT":
                    to = Address(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    arrived.Enqueue(new ArrivedMail(from, to, await TextAsync(reader)));
                    await Answering.WaitAsync(stopping.Token);
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT" when DropsAtQuit:
                    return;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 localhost");
                    break;
            }
    }

    private async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
            text.Append(line).Append("\r\n");
        return text.ToString();
    }

    private static string Address(string line) => line.Split('<', '>')[1];
}
