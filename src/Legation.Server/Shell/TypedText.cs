using Microsoft.AspNetCore.Antiforgery;

namespace Legation.Server.Shell;

/// <summary>What somebody wrote into a text area of a form that was not taken.</summary>
internal sealed record TypedText(string Name, string Label, string Value)
{
    /// <summary>Prefix of the hidden field in which a text area posts its label.</summary>
    private const string LabelOf = "_label.";

    public static async Task<IReadOnlyList<TypedText>> ReadAsync(HttpContext context)
    {
        // A form whose token has failed may not be read unless one says that one knows: it is only shown.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        if (!context.Request.HasFormContentType || !IsOurs(context.Request))
            return [];
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return
        [
            .. form
                .Keys.Where(key => key.StartsWith(LabelOf, StringComparison.Ordinal))
                .Select(key => new TypedText(
                    key[LabelOf.Length..],
                    form[key].ToString(),
                    form[key[LabelOf.Length..]].ToString()
                ))
                .Where(text => !string.IsNullOrWhiteSpace(text.Value)),
        ];
    }

    // Else another site could put its words on our page.
    private static bool IsOurs(HttpRequest request) => request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
