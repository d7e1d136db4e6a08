using Legation.Server.Communications;
using Legation.Server.Nodes;
using Legation.Server.OneRecord;
using Legation.Server.Security;
using Legation.Ui;
using Microsoft.AspNetCore.ResponseCompression;

namespace Legation.Server.Shell;

/// <summary>Registers and maps the pages.</summary>
internal static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options =>
        {
            // Forms carry a token that is masked anew in each answer, so that length tells nothing of it.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        return services
            .AddSingleton<PageBanner>()
            .AddSingleton<CarriedResults>()
            .AddSingleton(provider => HomeOf(provider.GetRequiredService<NodeDescription>()))
            .AddSingleton<RecordNames>()
            .AddSingleton<RecordViews>()
            .AddSingleton<AccountAccess>()
            .AddScoped<ShellState>()
            .AddScoped<INavigationSource, ShellNavigation>();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapModulePages();
        DecisionsExport.Map(app);
        app.MapCarriedFiles();
        app.MapRazorComponents<App>().AddAdditionalAssemblies(NodeModules.Pages);
    }

    private static HomeZone HomeOf(NodeDescription node) => new(node.Place, node.Zone);
}
