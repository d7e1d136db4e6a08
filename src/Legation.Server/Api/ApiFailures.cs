using System.Data.Common;
using System.Text.Json;
using Legation.Records.Http;
using Legation.Server.Nodes;
using Microsoft.AspNetCore.Diagnostics;

namespace Legation.Server.Api;

/// <summary>Answers in problem details when a request could not be read, or when we have failed.</summary>
internal sealed class ApiFailures(ILogger<ApiFailures> log) : IExceptionHandler
{
    /// <summary>What was refused before any of our endpoints was reached gets a code and a sentence too.</summary>
    public static void NameCode(ProblemDetailsOptions options) =>
        options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            if (problem.Extensions.ContainsKey("code") || Unreached(problem.Status) is not var (code, sentence))
                return;
            problem.Extensions["code"] = code;
            problem.Detail ??= sentence;
        };

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        // By now the request's own path is that of the page for failures.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>() is not { } failed || !NodeApi.IsApi(failed.Path))
            return false;
        await AnswerTo(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private static (string Code, string Sentence)? Unreached(int? status) =>
        status switch
        {
            StatusCodes.Status404NotFound => ("no-such-address", "The API has no such address; see /openapi/v1.json."),
            StatusCodes.Status405MethodNotAllowed => ("no-such-method", "The address does not take this method."),
            StatusCodes.Status415UnsupportedMediaType => ("media-type", "Send the body as application/json."),
            _ => null,
        };

    private IResult AnswerTo(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
            return ApiResults.Problem(bad.StatusCode, "malformed", Sentence(bad));
        ServerLog.RequestFailed(log, context.GetEndpoint()?.DisplayName ?? "no endpoint", exception);
        if (exception is DbException or IOException)
            return ApiResults.Problem(
                503,
                "cannot-store",
                "The node cannot use its store now; perhaps its disk is full. Send the same again later, under the same Idempotency-Key."
            );
        return ApiResults.Problem(500, "failure", "The node has failed at this. Its log says more; try again later.");
    }

    // The place, never the value: what was sent may be confidential.
    private static string Sentence(BadHttpRequestException bad) =>
        bad.InnerException is JsonException { Path: { } path } json
            ? $"The JSON has at {path} what the API's document does not know or another form (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})."
        : bad.InnerException is JsonException ? "The body is not JSON."
        : bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large."
        : "A parameter is missing or has another form than the API's document says.";
}
