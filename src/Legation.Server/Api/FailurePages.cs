using Microsoft.AspNetCore.Diagnostics;

namespace Legation.Server.Api;

/// <summary>Answers without content get one: problem details in the API, a page for people.</summary>
internal static class FailurePages
{
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
        app.UseWhen(context => !NodeApi.IsApi(context), pages => pages.Use(ShowAsItIsNowAsync));
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

    // Somebody else has cleared the dispatch, or used the link, since the page was opened: its form is no longer there,
    // which is refused without a word. The page as it is now says more.
    private static async Task ShowAsItIsNowAsync(HttpContext context, RequestDelegate next)
    {
        var posted = HttpMethods.IsPost(context.Request.Method);
        await next(context);
        if (!posted || context.Response.HasStarted || context.Response.StatusCode != StatusCodes.Status400BadRequest)
            return;
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = context.Request.PathBase + context.Request.Path + "?done=overtaken";
    }

    private static bool IsAnotherTurn(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerPathFeature>() is not null;
}
