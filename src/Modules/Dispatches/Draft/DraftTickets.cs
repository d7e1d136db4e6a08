using System.Security.Cryptography;
using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Legation.Dispatches.Draft;

/// <summary>
/// Gives a new draft its id before anything is saved, so that saving twice is saving once. The ticket shows that the id
/// was made here for this account in this post, and not chosen by whoever sends it.
/// </summary>
internal sealed class DraftTickets(IDataProtectionProvider protection, RecordMaker maker)
{
    public string Issue(Principal principal) =>
        ProtectorFor(principal).Protect(maker.NewId(DispatchKind.KindName).ToString());

    /// <summary>The id on the ticket; null when it was not issued to this principal.</summary>
    public RecordId? Read(Principal principal, string? ticket)
    {
        if (string.IsNullOrEmpty(ticket))
            return null;
        try
        {
            return RecordId.TryParse(ProtectorFor(principal).Unprotect(ticket), out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorFor(Principal principal) =>
        protection.CreateProtector("new-dispatch", principal.Account, principal.Post.ToString());
}
