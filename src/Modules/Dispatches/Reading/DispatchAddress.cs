using Legation.Dispatches.Contracts;

namespace Legation.Dispatches.Reading;

/// <summary>Where lists lead.</summary>
internal static class DispatchAddress
{
    /// <summary>The page of a dispatch; of a draft the editor, or where one works on somebody else's.</summary>
    public static string Of(DispatchItem item) =>
        item.Status is not DispatchStatus.Draft ? $"/dispatches/{item.Id}"
        : item.SharedBy is null ? $"/dispatches/{item.Id}/edit"
        : $"/dispatches/{item.Id}/together";
}
