using Microsoft.Extensions.Logging.Console;

namespace Legation.Server.Nodes;

/// <summary>What of the log is shown: on standard error, so that a command's output stands alone.</summary>
internal static class NodeLogging
{
    public static void Quieten(this ILoggingBuilder logging, bool demonstration)
    {
        logging
            .SetMinimumLevel(demonstration ? LogLevel.Warning : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            // Addresses of requests would show one-time links.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            // Keys lie in the node's own folder, unencrypted on purpose and readable by its account alone.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.Services.Configure<ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
