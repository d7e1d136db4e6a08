using Microsoft.AspNetCore.Http;

namespace Legation.Records.Http;

/// <summary>The one place where outcomes become answers (RFC 9457 problem details).</summary>
public static class ApiResults
{
    /// <summary>200 with the value, or the refusal as a problem.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome) => outcome.ToResult(value => TypedResults.Ok(value));

    /// <summary>What <paramref name="answer"/> makes of the value, or the refusal as a problem.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome, Func<T, IResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return outcome.Succeeded(out var value) ? answer(value) : outcome.Refusal!.ToResult();
    }

    /// <summary>The refusal as a problem: its status by its kind, its code in <c>code</c>, its field in <c>errors</c>.</summary>
    public static IResult ToResult(this Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal.Kind == RefusalKind.Invalid)
            extensions["errors"] = Errors(refusal);
        return TypedResults.Problem(
            refusal.Sentence,
            statusCode: Status(refusal.Kind),
            title: Title(refusal.Kind),
            extensions: extensions
        );
    }

    /// <summary>A problem in the words of this program.</summary>
    public static IResult Problem(int status, string code, string sentence) =>
        TypedResults.Problem(
            sentence,
            statusCode: status,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code }
        );

    private static Dictionary<string, string[]> Errors(Refusal refusal) =>
        new(StringComparer.Ordinal) { [refusal.Field ?? ""] = [refusal.Sentence] };

    private static int Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status503ServiceUnavailable,
        };

    private static string Title(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => "The request breaks a rule.",
            RefusalKind.NotFound => "There is no such thing here.",
            RefusalKind.Forbidden => "This act is not yours.",
            RefusalKind.Conflict => "As things stand this cannot be done.",
            _ => "The node cannot take it now.",
        };
}
