using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>Keeps what an author writes: a new draft, a later saving, the revision of a returned dispatch.</summary>
internal sealed class WriteDraft(DraftStore drafts, DispatchDetails details, RecordMaker maker)
{
    private const int LongestSubject = 300;
    private const int LongestText = 1_000_000;
    private const int MostAddressees = 200;

    /// <summary>Saves a new draft and says its id.</summary>
    public async Task<Outcome<RecordId>> CreateAsync(Principal principal, DispatchInput input)
    {
        if (Problem(principal, input) is { } problem)
            return problem;
        var id = maker.NewId(DispatchKind.KindName);
        var saved = await drafts.SaveAsync(principal, id, input, null);
        return saved.Refusal is { } refusal ? refusal : id;
    }

    /// <summary>Saves again. A returned dispatch becomes a draft of its next version.</summary>
    public async Task<Outcome<int>> SaveAsync(Principal principal, RecordId id, DispatchInput input, int? expected)
    {
        if (Problem(principal, input) is { } problem)
            return problem;
        if (drafts.Find(principal, id) is null)
        {
            if (!details.Open(principal, id).Succeeded(out var detail))
                return DispatchRefusals.NotFound;
            if (!detail.Acts.Revise)
                return DispatchRefusals.NotReturned;
        }
        return await drafts.SaveAsync(principal, id, input, expected);
    }

    /// <summary>Throws a draft away; true if there was one.</summary>
    public async Task<bool> DiscardAsync(Principal principal, RecordId id) => await drafts.DiscardAsync(principal, id) > 0;

    private static Refusal? Problem(Principal principal, DispatchInput input)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (input.Subject.Length > LongestSubject)
            return DispatchRefusals.Wrong("subject", "too-long", $"The subject has at most {LongestSubject} characters.");
        if (input.Text.Length > LongestText)
            return DispatchRefusals.Wrong("text", "too-long", "The text has at most a million characters. Send the rest as an attachment.");
        if (input.Action.Count + input.Info.Count > MostAddressees)
            return DispatchRefusals.Wrong("action", "too-many", $"A dispatch has at most {MostAddressees} addressees.");
        return null;
    }
}
