using Legation.Dispatches.Attach;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Take;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.TextImport.Mail;

namespace Legation.Dispatches.Mail;

/// <summary>A draft as it was made of a mail.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mail">What was taken of the mail.</param>
/// <param name="Files">What is attached to it.</param>
internal sealed record DraftOfMail(RecordId Id, TakenMail Mail, IReadOnlyList<AttachedFile> Files);

/// <summary>
/// Makes drafts of mails: subject, text with what the mail says of itself at its head, and files. It has no label and no
/// addressees: those are for its author to choose.
/// </summary>
internal sealed class MailDrafts(WriteDraft write, TextIntake intake, AttachmentFiles files)
{
    /// <summary>Takes a mail into a new draft, all of it or nothing.</summary>
    /// <param name="principal">Its author to be.</param>
    /// <param name="id">The draft's id, as it was made here for him.</param>
    /// <param name="mail">An .eml.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<DraftOfMail>> TakeAsync(
        Principal principal,
        RecordId id,
        Stream mail,
        CancellationToken cancellation
    )
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if ((await intake.TakeMailAsync(principal, mail, cancellation)).Refused(out var refusal, out var taken))
            return refusal;
        if ((await ContentAsync(taken, cancellation)).Refused(out refusal, out var content))
            return refusal;
        var saved = await write.SaveAsync(principal, id, content, expected: 0, issued: true);
        return saved.Refusal is { } problem ? problem : new DraftOfMail(id, taken, content.Attachments);
    }

    private async Task<Outcome<DispatchInput>> ContentAsync(TakenMail mail, CancellationToken cancellation)
    {
        var attached = new MailFiles();
        foreach (var file in mail.Files)
        {
            if (!attached.HasRoomFor(file))
                continue;
            using var bytes = new MemoryStream(file.Content.ToArray(), writable: false);
            if ((await files.KeepAsync(bytes, cancellation)).Refused(out var refusal, out var kept))
                return refusal;
            attached.Add(file, kept);
        }
        return new DispatchInput(mail.Subject, attached.SayIn(mail.Text), Precedence.Routine, [], [], null, null)
        {
            Attachments = attached.All,
        };
    }
}
