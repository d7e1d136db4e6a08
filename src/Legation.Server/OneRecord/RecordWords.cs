using System.Globalization;
using Legation.Records;

namespace Legation.Server.OneRecord;

/// <summary>A record's header in words.</summary>
internal static class RecordWords
{
    /// <summary>The page of any record.</summary>
    public static string PageOf(RecordId id) => $"/records/{id}";

    /// <summary>“Standing authority” of <c>standing-authority</c>.</summary>
    public static string Kind(RecordId id)
    {
        var words = id.Kind.Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The version; its epoch only where a node has begun a new one.</summary>
    public static string Version(RecordHeader header) =>
        header.Epoch == 1
            ? header.Version.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{header.Version}, epoch {header.Epoch}");

    /// <summary>How far it has come on a link.</summary>
    public static string Of(Delivery delivery) =>
        delivery.State switch
        {
            DeliveryState.Queued => Because("waits to be sent", delivery.Why),
            DeliveryState.Sent => Because("on its way, no receipt yet", delivery.Why),
            DeliveryState.Delivered => Because("delivered", delivery.Why),
            DeliveryState.Expired or DeliveryState.Withdrawn => Because("not sent", delivery.Why),
            DeliveryState.HeldBack => Because("held back", delivery.Why),
            _ => Because("not taken", delivery.Why),
        };

    private static string Because(string words, string why) => why.Length == 0 ? words : $"{words}: {why}";
}
