namespace Legation.Server.Nodes;

/// <summary>
/// Whether the node serves people yet. While the demonstration plays its samples at their dates, nobody may write: what
/// he wrote would carry such a date.
/// </summary>
internal sealed class NodeReadiness
{
    private volatile bool preparing;

    public bool Preparing
    {
        get => preparing;
        set => preparing = value;
    }

    public static Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        // Browsers load the page again by themselves, programs see when it is worth while.
        context.Response.Headers["Refresh"] = "1";
        context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsync("The samples are being loaded. This takes a few seconds.");
    }
}
