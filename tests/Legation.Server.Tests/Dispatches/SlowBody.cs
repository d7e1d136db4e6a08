using System.Net;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A body of which the last byte is sent when it is asked for.</summary>
internal sealed class SlowBody(int length) : HttpContent
{
    private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task AllButItsEnd => written.Task;

    public void End() => ended.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[length - 1]);
        await stream.FlushAsync();
        written.SetResult();
        await ended.Task;
        await stream.WriteAsync(new byte[1]);
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
