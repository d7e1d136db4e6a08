using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reply;

/// <summary>What an addressee answers.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Subject">Null: “Re: …”.</param>
/// <param name="Interim">True if more is to come. What an information addressee answers never settles the matter.</param>
/// <param name="Release">False keeps it as a draft.</param>
internal sealed record ReplyInput(string Text, string? Subject, bool Interim, bool Release);

/// <summary>Answers a dispatch: a dispatch to its author, under the same label, that refers to it.</summary>
internal sealed class ReplyToDispatch(
    DispatchDetails details,
    IDirectory directory,
    WriteDraft write,
    ReleaseDispatch release
)
{
    public async Task<Outcome<Released>> HandleAsync(Principal principal, RecordId id, ReplyInput reply)
    {
        if (!details.Open(principal, id).Succeeded(out var detail))
            return DispatchRefusals.NotFound;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        if (!detail.Acts.Reply)
            return DispatchRefusals.NotAddressed;
        if (string.IsNullOrWhiteSpace(reply.Text))
            return DispatchRefusals.Missing("text", "Write the reply before you send it.");
        var answer = Answer(principal, directory.For(principal), detail, reply);
        if (reply.Release)
            return await release.HandleAsync(principal, answer);
        return (await write.CreateAsync(principal, answer)).Refused(out var refusal, out var draft)
            ? refusal
            : new Released(draft, "", DispatchStatus.Draft);
    }

    /// <summary>The reply as the editor begins it.</summary>
    public static DispatchInput Answer(
        Principal principal,
        DirectoryView view,
        DispatchDetail detail,
        ReplyInput reply
    ) =>
        new(
            string.IsNullOrWhiteSpace(reply.Subject) ? $"Re: {detail.Item.Subject}" : reply.Subject,
            reply.Text,
            detail.Item.Precedence,
            [detail.Item.From],
            [.. detail.Item.Action.Concat(detail.Item.Info).Where(p => !principal.Parties.Contains(p))],
            null,
            detail.Item.Label
        )
        {
            InReplyTo = detail.Item.Id,
            Interim = reply.Interim || !detail.Acts.Settle,
            About = view.Choosable(detail.Item.About),
        };
}
