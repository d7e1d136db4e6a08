namespace Legation.Server.Nodes;

/// <summary>What the server logs. No names of persons, no secrets, no content.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(3000, LogLevel.Information, "Node {Code} serves {Pages}, relay {Relay}")]
    public static partial void Serving(ILogger logger, string code, Uri pages, string relay);

    [LoggerMessage(3001, LogLevel.Information, "Node {Code} has stopped")]
    public static partial void Stopped(ILogger logger, string code);

    [LoggerMessage(3010, LogLevel.Information, "Somebody signed in by {How}")]
    public static partial void SignedIn(ILogger logger, string how);

    [LoggerMessage(3011, LogLevel.Warning, "An attempt to sign in was refused: {Code}")]
    public static partial void SignInRefused(ILogger logger, string code);

    [LoggerMessage(3020, LogLevel.Information, "Command {Act} was carried out")]
    public static partial void CommandDone(ILogger logger, string act);

    [LoggerMessage(3030, LogLevel.Error, "A request to {Endpoint} failed")]
    public static partial void RequestFailed(ILogger logger, string endpoint, Exception exception);
}
