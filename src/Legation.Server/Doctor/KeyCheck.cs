using Legation.Relay;

namespace Legation.Server.Doctor;

/// <summary>Whether new keys of this node wait to come into use, and for whom.</summary>
internal static class KeyCheck
{
    public static async Task<IEnumerable<Finding>> OfAsync(IServiceProvider services)
    {
        var change = services.GetRequiredService<KeyChange>();
        return change.IsUnderWay ? (await change.UntoldAsync()).Select(Waiting) : [];
    }

    private static Finding Waiting(UntoldPeer peer) =>
        Finding.Warning(
            "keys",
            $"New keys of this node are made and not in use: {peer.Name} has not taken them ({peer.Why}).",
            "They come into use by themselves when it has. If it does not: legation key rotate --now, give its people your new card (legation card show), and have them accept it (legation card accept)."
        );
}
