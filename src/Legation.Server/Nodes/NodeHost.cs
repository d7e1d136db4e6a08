using Legation.Relay;
using Legation.Server.Api;
using Legation.Server.Commands;
using Legation.Server.Shell;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace Legation.Server.Nodes;

/// <summary>One node in this process, with services, addresses and a ledger of its own.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(3);
    private readonly WebApplication app;
    private readonly NodeLock held;
    private bool started;

    private NodeHost(NodeFolder folder, WebApplication app, NodeLock held)
    {
        Folder = folder;
        this.app = app;
        this.held = held;
    }

    public NodeFolder Folder { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Takes the folder and opens its ledger; nothing listens before <see cref="StartAsync"/>.</summary>
    /// <exception cref="NodeFolderException">Another process has the folder.</exception>
    /// <param name="folder">The node's folder.</param>
    /// <param name="clock">The time.</param>
    /// <param name="more">Further endpoints under <c>/api/v1</c>.</param>
    public static NodeHost Open(NodeFolder folder, TimeProvider clock, Action<RouteGroupBuilder>? more = null)
    {
        var taken = folder.Lock();
        try
        {
            var built = Build(folder, clock, taken, more);
            built.Services.GetRequiredService<KeyChange>().Recover();
            return new NodeHost(folder, built, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        started = true;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(held.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var node = Folder.Description;
        ServerLog.Serving(app.Logger, node.Code, node.Pages, node.Relay?.ToString() ?? "without an address");
    }

    /// <summary>Lets requests in progress end, then ends the ledger after all that wrote to it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            await app.StopAsync();
            ServerLog.Stopped(app.Logger, Folder.Description.Code);
        }
        await app.DisposeAsync();
        held.Dispose();
    }

    private static WebApplication Build(
        NodeFolder folder,
        TimeProvider clock,
        NodeLock held,
        Action<RouteGroupBuilder>? more
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "legation", ContentRootPath = AppContext.BaseDirectory }
        );
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        // Else a program that was built, not published, sends style and script uncompressed, to reload them while one edits.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        builder.Logging.Quieten(folder.Description.Demonstration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Doors.Listen(kestrel, folder, held));
        builder.Services.AddNode(folder, clock);
        builder.Services.AddSingleton<IHostLifetime, OwnedByProcess>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain);
        return Map(builder.Build(), more);
    }

    private static WebApplication Map(WebApplication app, Action<RouteGroupBuilder>? more)
    {
        app.UseSecurityHeaders();
        app.UseFailurePages();
        app.UseResponseCompression();
        app.UseRequestLocalization(Languages.Configure);
        app.UseRouting();
        app.UseDoors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapNodeApi(more);
        app.MapNodeRelay();
        app.MapCommands();
        app.MapShell();
        return app;
    }

    // Several nodes share the process, so that signals are the program's to hear.
    private sealed class OwnedByProcess : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
