using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Legation.Server.MailIn;

/// <summary>A mail as it lies in the mailbox.</summary>
/// <param name="Validity">The mailbox's UIDVALIDITY: its numbers hold as long as this stays (RFC 9051 §2.3.1.1).</param>
/// <param name="Number">Its UID.</param>
/// <param name="Bytes">All of it; empty if it is too large to be fetched.</param>
internal sealed record ArrivedMail(uint Validity, uint Number, byte[] Bytes)
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    public HeaderList Head { get; } = ReadHead(Bytes);

    /// <summary>Address of whom it names as its sender; empty if it names none.</summary>
    public string Sender =>
        Head[HeaderId.From] is { } from && InternetAddressList.TryParse(from, out var list)
            ? list.Mailboxes.FirstOrDefault()?.Address ?? ""
            : "";

    /// <summary>
    /// The same for a mail that comes again: under another number, or over another way, which adds lines to its head. A
    /// Message-ID alone would let anybody keep another's mail away by using it before him.
    /// </summary>
    public string Fingerprint()
    {
        var said = new StringBuilder();
        foreach (var id in new[] { HeaderId.MessageId, HeaderId.From, HeaderId.Date, HeaderId.Subject })
            said.Append(Head[id]).Append('\n');
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(said.ToString()));
        var end = Bytes.AsSpan().IndexOf(EndOfHead);
        hash.AppendData(end < 0 ? Bytes : Bytes.AsSpan(end));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static HeaderList ReadHead(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            return HeaderList.Load(stream);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
