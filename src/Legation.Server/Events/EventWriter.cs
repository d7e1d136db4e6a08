using System.Text;
using System.Text.Json;
using Legation.Records;

namespace Legation.Server.Events;

/// <summary>Writes events in the form of the WHATWG HTML standard, §9.2 (text/event-stream).</summary>
internal sealed class EventWriter(HttpResponse response)
{
    private readonly StringBuilder text = new();

    /// <summary>How long a browser waits before it asks again, in milliseconds.</summary>
    public void Retry(int milliseconds) => text.Append("retry: ").Append(milliseconds).Append("\n\n");

    /// <summary>Records that are new to the reader or changed; the last one bears the position after all of them.</summary>
    public void Records(string name, IReadOnlyList<RecordId> records, string position)
    {
        for (var i = 0; i < records.Count; i++)
        {
            var data = JsonSerializer.Serialize(new { id = records[i].ToString(), kind = records[i].Kind });
            Event(name, data, i == records.Count - 1 ? position : null);
        }
    }

    public void Event(string name, string data = "{}", string? position = null)
    {
        if (position is not null)
            text.Append("id: ").Append(position).Append('\n');
        text.Append("event: ").Append(name).Append("\ndata: ").Append(data).Append("\n\n");
    }

    /// <summary>No event, but from here on a reader who comes again has missed nothing.</summary>
    public void Position(string position) => text.Append("id: ").Append(position).Append("\n\n");

    /// <summary>A comment, by which both ends find out that the line is there.</summary>
    public void Heartbeat() => text.Append(":\n");

    public async Task SendAsync(CancellationToken cancellation)
    {
        if (text.Length == 0)
            return;
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        await response.Body.WriteAsync(bytes, cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
