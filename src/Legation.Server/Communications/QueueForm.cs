using Legation.Relay;

namespace Legation.Server.Communications;

/// <summary>What of a link's queue is asked for in an address.</summary>
/// <param name="Link">The link.</param>
/// <param name="Section">Which part of its queue.</param>
/// <param name="Lane">One lane; null: all.</param>
internal sealed record QueueForm(string Link, QueueSection Section, Lane? Lane)
{
    public static IReadOnlyList<(QueueSection Section, string Slug, string Title)> Tabs { get; } =
    [
        (QueueSection.Waiting, "waiting", "Waiting"),
        (QueueSection.HeldBack, "held", "Held back"),
        (QueueSection.Refused, "refused", "Refused"),
    ];

    public string Address => $"{LinkWords.AddressOf(Link)}?show={Slug}{(Lane is { } lane ? $"&lane={lane}" : "")}";

    public string Nothing =>
        Section switch
        {
            QueueSection.Waiting => "Nothing waits here.",
            QueueSection.HeldBack => "Nothing is held back here.",
            _ => "The peer has refused nothing.",
        };

    private string Slug => Tabs.First(tab => tab.Section == Section).Slug;

    /// <summary>Where nothing is asked for, what needs somebody comes first: what is held back, before what waits.</summary>
    public static QueueForm Read(LinkView link, string? section, string? lane) =>
        new(
            link.Id,
            Tabs.Any(tab => tab.Slug == section) ? Tabs.First(tab => tab.Slug == section).Section : First(link),
            Enum.TryParse<Lane>(lane, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null
        );

    public QueueForm With(QueueSection section) => this with { Section = section };

    public QueueForm With(Lane? lane) => this with { Lane = lane };

    private static QueueSection First(LinkView link) =>
        LinkWords.Open(link) == 0 && LinkWords.Held(link) > 0 ? QueueSection.HeldBack : QueueSection.Waiting;
}
