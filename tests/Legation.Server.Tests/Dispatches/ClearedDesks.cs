using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna may release up to CONFIDENTIAL. One node for all facts of a class: none changes what another sees.</summary>
public sealed class ClearedDesks : ThreeDesks
{
    private protected override Task PrepareAsync() => ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL");

    internal Task<Answered> ReleaseAsync(string text)
    {
        var dispatch = Dispatch("UNCLASSIFIED", [Bo]);
        dispatch["text"] = text;
        return Anna.PostAsync("/dispatches", dispatch);
    }

    internal Task<string?> ClassificationOfAsync(string id) => ClassificationAsync(Anna, id);
}
