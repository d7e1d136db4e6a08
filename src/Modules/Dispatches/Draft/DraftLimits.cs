using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>What holds for all that is written, kept as a draft or released at once.</summary>
internal static class DraftLimits
{
    private const int LongestSubject = 300;
    private const int LongestText = 1_000_000;
    private const int MostAddressees = 200;
    private const int MostSources = 50;

    /// <summary>The limit that is not kept; null if all are.</summary>
    public static Refusal? Problem(Principal principal, DispatchInput input)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (input.Subject.Length > LongestSubject)
            return DispatchRefusals.Wrong(
                "subject",
                "too-long",
                $"The subject has at most {LongestSubject} characters."
            );
        if (input.Text.Length > LongestText)
            return DispatchRefusals.Wrong(
                "text",
                "too-long",
                "The text has at most a million characters. Send the rest as an attachment."
            );
        if (input.Action.Count + input.Info.Count > MostAddressees)
            return DispatchRefusals.Wrong("action", "too-many", $"A dispatch has at most {MostAddressees} addressees.");
        if (input.Sources.Count > MostSources)
            return DispatchRefusals.Wrong(
                "sources",
                "too-many",
                $"A dispatch is made from at most {MostSources} others."
            );
        return null;
    }
}
