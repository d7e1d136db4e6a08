using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Records.Http;

/// <summary>
/// Makes a POST that carries <c>Idempotency-Key</c> take effect once: a repetition gets the kept answer
/// (draft-ietf-httpapi-idempotency-key-header). Only answers of success are kept; what was refused may be sent again.
/// </summary>
public sealed class IdempotentFilter
{
    /// <summary>Name of the request header.</summary>
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;
    private readonly KeptAnswers answers;
    private readonly ConcurrentDictionary<(string Account, string Key), byte> working = new();

    internal IdempotentFilter(KeptAnswers answers) => this.answers = answers;

    /// <summary>Runs the endpoint, or answers in its place.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate endpoint)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(endpoint);
        var principal = context.RequestServices.GetRequiredService<CurrentPrincipal>().Value;
        var given = context.Request.Headers[Header];
        if (principal is null || given.Count == 0 || !HttpMethods.IsPost(context.Request.Method))
            await endpoint(context);
        else if (given is not [{ } key] || !IsKey(key))
            await MalformedKey.ExecuteAsync(context);
        else if (!working.TryAdd((principal.Account, key), 0))
            await InProgress(context).ExecuteAsync(context);
        else
            try
            {
                await OnceAsync(context, endpoint, principal, key);
            }
            finally
            {
                working.TryRemove((principal.Account, key), out _);
            }
    }

    private async Task OnceAsync(HttpContext context, RequestDelegate endpoint, Principal principal, string key)
    {
        using var body = new HashedBody(context.Request);
        var access = AccessOf(principal);
        var known = await answers.ReserveAsync(principal.Account, key, access);
        if (known is null)
            await FirstAsync(context, endpoint, body, (principal.Account, key), access);
        else if (known.Status is null)
            await OutcomeUnknown.ExecuteAsync(context);
        else if (known.Request != await body.DigestAsync(context.RequestAborted))
            await OtherRequest.ExecuteAsync(context);
        else if (known.Access != access)
            await OtherAccess.ExecuteAsync(context);
        else
            await RepeatAsync(context, known);
    }

    private async Task FirstAsync(
        HttpContext context,
        RequestDelegate endpoint,
        HashedBody asked,
        (string Account, string Key) under,
        Digest access
    )
    {
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        // Whoever gives up waiting must find the whole answer when he asks again.
        var aborted = context.RequestAborted;
        context.RequestAborted = default;
        var tookEffect = false;
        try
        {
            await endpoint(context);
            tookEffect = context.Response.StatusCode < StatusCodes.Status400BadRequest;
            if (tookEffect)
                await KeepAsync(under, asked, Filled(access, context.Response, copy));
        }
        finally
        {
            (context.Response.Body, context.RequestAborted) = (body, aborted);
            // What took effect must not be done again only because its answer could not be kept.
            if (!tookEffect)
                await answers.ForgetAsync(under.Account, under.Key);
        }
        copy.Position = 0;
        await copy.CopyToAsync(body, context.RequestAborted);
    }

    // The act has taken effect, and that is the answer. A disk may fail once, so it is asked twice; if the answer still
    // cannot be kept, a repetition is told that its outcome is unknown.
    private async Task KeepAsync((string Account, string Key) under, HashedBody asked, KeptAnswer answer)
    {
        if (!await TryKeepAsync(under, asked, answer))
            await TryKeepAsync(under, asked, answer);
    }

    private async Task<bool> TryKeepAsync((string Account, string Key) under, HashedBody asked, KeptAnswer answer)
    {
        try
        {
            await answers.KeepAsync(under.Account, under.Key, answer with { Request = await asked.DigestAsync() });
            return true;
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            // The ledger has logged it; or the rest of the body does not come.
            return false;
        }
    }

    private static KeptAnswer Filled(Digest access, HttpResponse response, MemoryStream body) =>
        new(
            null,
            access,
            response.StatusCode,
            response.ContentType,
            response.Headers.Location,
            response.Headers.ETag,
            body.ToArray()
        );

    private static async Task RepeatAsync(HttpContext context, KeptAnswer answer)
    {
        context.Response.StatusCode = answer.Status!.Value;
        context.Response.ContentType = answer.Media;
        if (answer.Location is not null)
            context.Response.Headers.Location = answer.Location;
        if (answer.ETag is not null)
            context.Response.Headers.ETag = answer.ETag;
        context.Response.Headers["Idempotent-Replayed"] = "true";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    // A kept answer must not show more than the account may read now.
    private static Digest AccessOf(Principal principal)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
            Labels.ClearanceJson.Write(writer, principal.Clearance);
        stream.Write(Encoding.UTF8.GetBytes($"\n{principal.Post}\n{(int)principal.Duties}"));
        return Digest.Of(stream.ToArray());
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and <= '~');

    private static IResult MalformedKey { get; } =
        ApiResults.Problem(400, "idempotency-key", $"Give one {Header} of 1 to {LongestKey} visible ASCII characters.");

    private static IResult OtherRequest { get; } =
        ApiResults.Problem(
            422,
            "idempotency-key-reused",
            $"This {Header} came with another request before. Use a new one."
        );

    private static IResult OtherAccess { get; } =
        ApiResults.Problem(
            409,
            "access-changed",
            "Your post or clearance has changed since this was first sent. Look up what became of it."
        );

    private static IResult OutcomeUnknown { get; } =
        ApiResults.Problem(
            409,
            "outcome-unknown",
            "The node stopped or failed while it worked on this request. Look whether it took effect before you send it under a new key."
        );

    private static IResult InProgress(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return ApiResults.Problem(409, "in-progress", "The same request is being worked on. Ask again in a second.");
    }
}
