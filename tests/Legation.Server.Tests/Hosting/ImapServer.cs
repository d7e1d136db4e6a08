using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Legation.Server.Tests.Hosting;

/// <summary>A mailbox on this machine (IMAP4rev1, RFC 3501, as much as a reader needs).</summary>
internal sealed class ImapServer : IAsyncDisposable
{
    public const string Password = "of the mailbox";
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private ImmutableSortedDictionary<int, byte[]> mails = ImmutableSortedDictionary<int, byte[]>.Empty;
    private int looks;

    public ImapServer()
    {
        listener.Start();
        running = Task.Run(RunAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public uint Validity { get; set; } = 7;

    /// <summary>Whether nobody is let in.</summary>
    public bool Refuses { get; set; }

    /// <summary>How often somebody has looked through the mailbox and left.</summary>
    public int Looks => Volatile.Read(ref looks);

    public void Put(string mail) => Put(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));

    public void Put(byte[] mail) =>
        ImmutableInterlocked.Update(ref mails, all => all.Add(all.IsEmpty ? 1 : all.Keys.Max() + 1, mail));

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
                    // Who stops says so by cutting the line.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException) { }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await SayAsync(stream, "* OK [CAPABILITY IMAP4rev1] ready");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            var (tag, command) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var done = await AnswerAsync(stream, command);
            await SayAsync(stream, $"{tag} {done}");
            if (command == "LOGOUT")
            {
                Interlocked.Increment(ref looks);
                return;
            }
        }
    }

    private async Task<string> AnswerAsync(NetworkStream stream, string command)
    {
        var all = mails;
        switch (command.Split(' '))
        {
            case ["LOGIN", ..] when Refuses || !command.Contains(Password, StringComparison.Ordinal):
                return "NO [AUTHENTICATIONFAILED] no";
            case ["CAPABILITY", ..]:
                await SayAsync(stream, "* CAPABILITY IMAP4rev1");
                break;
            case ["LIST", _, "\"\""]:
                await SayAsync(stream, "* LIST (\\Noselect) \"/\" \"\"");
                break;
            case ["LIST", ..]:
                await SayAsync(stream, "* LIST () \"/\" INBOX");
                break;
            case ["EXAMINE", ..]:
                await SayAsync(stream, $"* {all.Count} EXISTS");
                await SayAsync(stream, $"* OK [UIDVALIDITY {Validity}] ok");
                return "OK [READ-ONLY] done";
            case ["UID", "SEARCH", .., var range]:
                await SayAsync(stream, $"* SEARCH {string.Join(' ', Found(all, range))}");
                break;
            case ["UID", "FETCH", var uid, ..]:
                await FetchAsync(stream, all, int.Parse(uid, CultureInfo.InvariantCulture), command);
                break;
            case ["LOGOUT"]:
                await SayAsync(stream, "* BYE");
                break;
        }
        return "OK done";
    }

    // Beyond the last, “n:*” is the last one.
    private static IEnumerable<int> Found(ImmutableSortedDictionary<int, byte[]> all, string range)
    {
        var from = long.Parse(range.Split(':')[0], CultureInfo.InvariantCulture);
        return all.Keys.Where(uid => uid >= from || uid == all.Keys.Max());
    }

    private static async Task FetchAsync(
        NetworkStream stream,
        ImmutableSortedDictionary<int, byte[]> all,
        int uid,
        string command
    )
    {
        if (!all.TryGetValue(uid, out var mail))
            return;
        if (!command.Contains("BODY", StringComparison.Ordinal))
        {
            await SayAsync(stream, $"* {uid} FETCH (UID {uid} RFC822.SIZE {mail.Length})");
            return;
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"* {uid} FETCH (UID {uid} BODY[] {{{mail.Length}}}\r\n"));
        await stream.WriteAsync(mail);
        await SayAsync(stream, ")");
    }

    private static async Task SayAsync(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
