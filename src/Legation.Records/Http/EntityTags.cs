using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Legation.Records.Http;

/// <summary>Versions as entity tags (RFC 9110 §8.8.3): who changes something names the version that he read.</summary>
public static class EntityTags
{
    /// <summary>Puts the tag on the answer.</summary>
    public static void Set(HttpContext context, string tag)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.ETag = tag;
    }

    /// <summary>
    /// Null if <c>If-Match</c> names the current version; else the answer: 428 without the header, 412 with another version.
    /// </summary>
    public static IResult? Mismatch(HttpContext context, string current)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsNamed(context)
            ? Stale(context, current)
            : ApiResults.Problem(
                StatusCodes.Status428PreconditionRequired,
                "version-required",
                "Say in If-Match which version you read; its tag came as ETag."
            );
    }

    /// <summary>True if the request names in <c>If-Match</c> the version that it is about.</summary>
    public static bool IsNamed(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.GetTypedHeaders().IfMatch.Count > 0;
    }

    /// <summary>Null if <c>If-Match</c> names the current version; else the answer, 412.</summary>
    public static IResult? Stale(HttpContext context, string current)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (
            context
                .Request.GetTypedHeaders()
                .IfMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == current))
        )
            return null;
        return ApiResults.Problem(
            StatusCodes.Status412PreconditionFailed,
            "stale-version",
            "It has changed since you read it. Read it again, then repeat your change."
        );
    }
}
