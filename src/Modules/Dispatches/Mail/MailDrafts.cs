using Legation.Dispatches.Attach;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Take;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.TextImport.Mail;

namespace Legation.Dispatches.Mail;

/// <summary>A draft as it was made of a mail.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mail">What was taken of the mail.</param>
internal sealed record DraftOfMail(RecordId Id, ReadMail Mail);

/// <summary>
/// Makes drafts of mails: subject, text with what the mail says of itself at its head, and files. It has no label and no
/// addressees: those are for its author to choose.
/// </summary>
internal sealed class MailDrafts(WriteDraft write, TextIntake intake, AttachmentFiles files, RecordMaker maker)
    : IMailDrafts
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
        if ((await ReadAsync(principal, mail, asker: principal, cancellation)).Refused(out var refusal, out var read))
            return refusal;
        var saved = await write.SaveAsync(principal, id, read.Content, expected: 0, issued: true);
        return saved.Refusal is { } problem ? problem : new DraftOfMail(id, read);
    }

    public Task<Outcome<ReadMail>> ReadAsync(Principal principal, Stream mail, CancellationToken cancellation) =>
        ReadAsync(principal, mail, asker: null, cancellation);

    public RecordId Keep(LedgerTransaction transaction, Principal principal, ReadMail mail)
    {
        var id = maker.NewId(DispatchKind.KindName);
        DraftStore.Begin(transaction, principal, id, mail.Content);
        return id;
    }

    private async Task<Outcome<ReadMail>> ReadAsync(
        Principal principal,
        Stream mail,
        Principal? asker,
        CancellationToken cancellation
    )
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if ((await intake.TakeMailAsync(asker, mail, cancellation)).Refused(out var refusal, out var taken))
            return refusal;
        if ((await ContentAsync(taken, cancellation)).Refused(out refusal, out var content))
            return refusal;
        return DraftLimits.Problem(principal, content) is { } problem ? problem : new ReadMail(content, taken.Dropped);
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
