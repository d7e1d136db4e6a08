using Legation.Records;
using Legation.Records.Access;
using Legation.TextImport;

namespace Legation.Dispatches.Contracts;

/// <summary>Mails as drafts, for who takes them from elsewhere than a page.</summary>
public interface IMailDrafts
{
    /// <summary>Reads a mail; its files are durable then, and nothing else is kept yet.</summary>
    /// <param name="principal">The draft's author to be.</param>
    /// <param name="mail">An .eml.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Outcome<ReadMail>> ReadAsync(Principal principal, Stream mail, CancellationToken cancellation);

    /// <summary>Keeps it as a draft of the author, within a transaction; says the draft's id.</summary>
    RecordId Keep(LedgerTransaction transaction, Principal principal, ReadMail mail);
}

/// <summary>A mail as it will be a draft.</summary>
/// <param name="Content">The draft.</param>
/// <param name="Dropped">What was not taken over, or not as it was; the text says it too.</param>
public sealed record ReadMail(DispatchInput Content, IReadOnlyList<DroppedPart> Dropped);
