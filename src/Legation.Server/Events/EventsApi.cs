using System.ComponentModel;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Server.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Server.Events;

/// <summary>The open stream at <c>/api/v1/events</c>.</summary>
internal static class EventsApi
{
    private const int RetryAfter = 2000;

    /// <summary>Also how late at most a session or deputyship that ends by its time is noticed.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddEvents(this IServiceCollection services) =>
        services.AddSingleton<EventSeats>().AddSingleton<EventPosition>().AddSingleton<EventStreams>();

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", OpenAsync)
            .WithTags("Events")
            .WithSummary("An open stream: what is new to you, and that your rights have changed")
            .WithDescription(
                "text/event-stream. Event dispatches, data {id, kind}: a record that you may see is new or changed. "
                    + "Event access: your rights have changed, or you have lost something: read your lists again. "
                    + "Event end, the last: session or token counts no longer. Last-Event-ID goes on where you were; "
                    + "after more than a day, or with other rights, event access says to read again."
            )
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> OpenAsync(
        HttpContext http,
        CurrentPrincipal current,
        CurrentAccount account,
        [FromServices] EventSeats seats,
        [FromServices] EventStreams streams,
        IHostApplicationLifetime lifetime,
        [FromHeader(Name = "Last-Event-ID"), Description("The last id of the stream before")] string? lastEventId,
        [Description("The same, where the header cannot be set")] string? after
    )
    {
        using var seat = seats.Take(current.Required.Account);
        if (seat is null)
            return TooMany;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        http.Response.ContentType = "text/event-stream";
        // A proxy that waits for the end of an answer would wait for ever.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var writer = new EventWriter(http.Response);
        writer.Retry(RetryAfter);
        try
        {
            await RunAsync(
                new EventStream(streams, account.Anew, writer),
                streams,
                lastEventId ?? after,
                writer,
                ends.Token
            );
            writer.Event(EventStreams.End);
            await writer.SendAsync(ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested) { }
        return TypedResults.Empty;
    }

    // Ends when the reader has no rights any more.
    private static async Task RunAsync(
        EventStream stream,
        EventStreams streams,
        string? last,
        EventWriter writer,
        CancellationToken ends
    )
    {
        using var timer = new PeriodicTimer(Heartbeat);
        var listener = streams.Changes.Listen();
        try
        {
            var (beat, heard) = (timer.WaitForNextTickAsync(ends).AsTask(), listener.WaitAsync(ends));
            for (var goesOn = stream.Begin(last, listener.From); goesOn; )
            {
                await writer.SendAsync(ends);
                var first = await Task.WhenAny(beat, heard);
                ends.ThrowIfCancellationRequested();
                if (first == beat)
                {
                    goesOn = stream.Beat();
                    beat = timer.WaitForNextTickAsync(ends).AsTask();
                    continue;
                }
                var committed = listener.Take();
                if (committed is null)
                {
                    listener.Dispose();
                    listener = streams.Changes.Listen();
                }
                goesOn = committed is null ? stream.CatchUp(listener.From) : stream.Hear(committed);
                heard = listener.WaitAsync(ends);
            }
        }
        finally
        {
            listener.Dispose();
        }
    }

    private static IResult TooMany { get; } =
        ApiResults.Problem(
            StatusCodes.Status429TooManyRequests,
            "too-many-streams",
            $"An account has at most {EventSeats.OfAnAccount} streams open. Close one, then try again."
        );
}
