using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Reading;

/// <summary>What did not reach somebody, in words for its author.</summary>
internal static class NonDeliveryWords
{
    public const string Step = "not-delivered";

    /// <summary>On the track of the dispatch.</summary>
    public static TrackEntry Entry(DirectoryView view, NonDelivery stated, int version) =>
        new(Step, ReceiverOf(view, stated), stated.At, "", string.Join(", ", Parts(view, stated, version)))
        {
            Record = stated.Id,
        };

    /// <summary>Who did not get it.</summary>
    public static string ReceiverOf(DirectoryView view, NonDelivery stated) =>
        stated.ReceiverName.Length > 0 ? stated.ReceiverName : view.FullNameOf(stated.Receiver);

    /// <summary>Why not.</summary>
    public static string Reason(NonDelivery stated) =>
        stated.Why switch
        {
            NonDeliveryReason.Refused => $"refused there for good: {stated.Code}",
            NonDeliveryReason.Nobody => "nobody was found to take it before it was of no use any more",
            _ => "it had not gone when the time came after which it is of no use",
        };

    private static IEnumerable<string> Parts(DirectoryView view, NonDelivery stated, int version)
    {
        yield return Reason(stated);
        if (stated.Parties.Count > 0)
            yield return $"for {string.Join("; ", stated.Parties.Select(view.FullNameOf))}";
        yield return $"stated by {stated.NodeName}";
        if (stated.Version != version)
            yield return "of an earlier version";
    }
}
