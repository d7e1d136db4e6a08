using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Bench;

/// <summary>The reference for a process that serves: hosts that answer every request with nothing.</summary>
internal static class EmptyServer
{
    public const string Word = "empty-server";

    public static async Task RunAsync(int servers)
    {
        var hosts = Enumerable.Range(0, servers).Select(Build).ToList();
        await Task.WhenAll(hosts.Select(host => host.StartAsync()));
        await Task.WhenAny(hosts.Select(host => host.WaitForShutdownAsync()));
        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
    }

    private static WebApplication Build(int index)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Demonstration.PageOf(index).ToString());
        var app = builder.Build();
        app.MapGet("/", () => "");
        return app;
    }
}
