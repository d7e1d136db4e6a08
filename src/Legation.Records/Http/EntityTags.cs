using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Legation.Records.Http;

/// <summary>Versions as entity tags (RFC 9110 §8.8.3): who changes something names the version that he read.</summary>
public static class EntityTags
{
    /// <summary>The tag of a version: its epoch and number.</summary>
    public static string Of(RecordHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return string.Create(CultureInfo.InvariantCulture, $"\"{header.Epoch}.{header.Version}\"");
    }

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
        var named = context.Request.GetTypedHeaders().IfMatch;
        if (named.Count == 0)
            return ApiResults.Problem(
                StatusCodes.Status428PreconditionRequired,
                "version-required",
                "Say in If-Match which version you read; its tag came as ETag."
            );
        if (named.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == current)))
            return null;
        return ApiResults.Problem(
            StatusCodes.Status412PreconditionFailed,
            "stale-version",
            "It has changed since you read it. Read it again, then repeat your change."
        );
    }

    /// <summary>True if <c>If-None-Match</c> names the current version, so that 304 is enough.</summary>
    public static bool IsKnown(HttpContext context, string current)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == current);
    }
}
