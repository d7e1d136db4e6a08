namespace Legation.Faults.Tests.Network;

/// <summary>A dispatch to be released at once, under a label that everybody on its way may have.</summary>
internal sealed record DispatchDraft(string Subject, string Addressee, string Precedence = "routine")
{
    /// <summary>Longer texts make more of the store and the line.</summary>
    public string Text { get; init; } = "1. This dispatch tests the line.";

    public object ToRequest(bool release = true) =>
        new
        {
            subject = Subject,
            text = Text,
            precedence = Precedence,
            action = new[] { Addressee },
            release,
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "RESTRICTED",
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            },
        };
}
