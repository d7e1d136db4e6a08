using System.Text;
using Legation.Labels;
using Legation.Records;

namespace Legation.Tests.Records.Support;

/// <summary>Headers and bodies for tests that are about something else.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static readonly RecordId Home = Fixed("node", 1);

    public static RecordId Fixed(string kind, int number) =>
        new(kind, Guid.Parse($"0196f000-0000-7000-8000-{number:d12}"));

    public static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""");

    public static Label Restricted { get; } =
        ShippedPolicies.LegationDemo.Complete(
            new Label { Policy = "LEGATION-DEMO", Classification = "RESTRICTED" },
            Noon
        );

    public static Label Named(string classification) =>
        ShippedPolicies.LegationDemo.Complete(
            new Label { Policy = "LEGATION-DEMO", Classification = classification },
            Noon
        );

    public static RecordHeader Header(RecordId id) =>
        new()
        {
            Id = id,
            Home = Home,
            Author = new Author(Fixed("person", 2), Fixed("post", 3)),
            Made = Noon,
            Label = Restricted,
            Audience = [Fixed("organisation", 4)],
            BodyCommitment = default,
        };
}
