namespace Legation.Server.Api;

/// <summary>Answers without content get one: problem details in the API, a page for people.</summary>
internal static class FailurePages
{
    public static void UseFailurePages(this WebApplication app)
    {
        app.UseExceptionHandler("/error");
        app.UseWhen(NodeApi.IsApi, api => api.UseStatusCodePages());
        app.UseWhen(context => !NodeApi.IsApi(context), pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
    }
}
