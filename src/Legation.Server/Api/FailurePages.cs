using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Legation.Server.Api;

/// <summary>Answers without content get one: problem details in the API, a page for people.</summary>
internal static class FailurePages
{
    private const string NotTaken = "/not-taken";

    public static void UseFailurePages(this WebApplication app)
    {
        // A page of its own services: those of the page that failed have begun already.
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true }
        );
        app.UseWhen(NodeApi.IsApi, api => api.UseStatusCodePages());
        app.UseWhen(
            context => !NodeApi.IsApi(context),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
        );
        app.UseWhen(
            context => !NodeApi.IsApi(context) && HttpMethods.IsPost(context.Request.Method),
            posts =>
            {
                posts.UseStatusCodePagesWithReExecute(NotTaken, createScopeForStatusCodePages: true);
                posts.Use(SayWhatBecameOfItAsync);
            }
        );
        // The page that says what went wrong is read, even where something was to be written.
        app.Use(
            (context, next) =>
            {
                if (IsAnotherTurn(context))
                    context.Request.Method = HttpMethods.Get;
                return next(context);
            }
        );
    }

    private static async Task SayWhatBecameOfItAsync(HttpContext context, RequestDelegate next)
    {
        if (IsAnotherTurn(context))
        {
            await next(context);
            return;
        }
        context.Response.OnStarting(ConfirmCopy, context);
        await next(context);
        var refused = context.Response.StatusCode is StatusCodes.Status400BadRequest && !context.Response.HasStarted;
        var isOurs = context.Features.Get<IAntiforgeryValidationFeature>()?.IsValid;
        if (refused && isOurs == true)
            ShowAsItIsNow(context);
        else if (refused && isOurs == false)
            Empty(context.Response, StatusCodes.Status400BadRequest);
        else
            context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled =
                context.Response.StatusCode is StatusCodes.Status401Unauthorized;
    }

    // Somebody else has discarded the draft, or used the link, since the page was opened: its form is no longer there,
    // which is refused without a word. The page as it is now says more.
    private static void ShowAsItIsNow(HttpContext context)
    {
        var request = context.Request;
        Empty(context.Response, StatusCodes.Status303SeeOther);
        context.Response.Headers.Location =
            request.PathBase + request.Path + request.QueryString.Add("done", "overtaken");
    }

    // Only what is empty gets a page.
    private static void Empty(HttpResponse response, int status)
    {
        response.Clear();
        response.StatusCode = status;
    }

    // What leads on to another page was taken: the script may forget the copy that it kept of it.
    private static Task ConfirmCopy(object state)
    {
        var context = (HttpContext)state;
        if (
            context.Response.StatusCode is StatusCodes.Status302Found
            && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            && context.Request.Form["_copy"] is [{ Length: > 0 } copy]
        )
        {
            var to = context.Response.Headers.Location.ToString();
            var sign = to.Contains('#', StringComparison.Ordinal) ? '&' : '#';
            context.Response.Headers.Location = $"{to}{sign}taken={Uri.EscapeDataString(copy)}";
        }
        return Task.CompletedTask;
    }

    private static bool IsAnotherTurn(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerPathFeature>() is not null;
}
