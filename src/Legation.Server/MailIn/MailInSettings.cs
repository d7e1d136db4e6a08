using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Legation.Server.Duty;
using MimeKit;

namespace Legation.Server.MailIn;

/// <summary>Which mailbox this node reads: <c>mail.in</c> in <c>node.json</c>.</summary>
internal sealed record MailInSettings
{
    private const int MostOften = 10_000;

    /// <summary>Name of the server (IMAP, RFC 9051).</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 993;

    /// <summary>How the line is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>Name under which the node signs in.</summary>
    public required string User { get; init; }

    /// <summary>File with the password, within the node's folder.</summary>
    public string PasswordFile { get; init; } = "keys/mail-in.password";

    /// <summary>The office's address: what comes from it comes from this node itself.</summary>
    public required string Address { get; init; }

    /// <summary>The account, and with it the post, whose draft a mail becomes if nobody known here forwarded it.</summary>
    public required string Account { get; init; }

    /// <summary>Whose draft a mail becomes that comes from an address of his.</summary>
    public ImmutableArray<MailPerson> People { get; init; } = [];

    /// <summary>Mails of one sender within an hour that become drafts; more are set aside.</summary>
    public int MostAnHour { get; init; } = 30;

    /// <summary>Seconds between two looks into the mailbox.</summary>
    public int EverySeconds { get; init; } = 60;

    /// <summary>The first rule that they break, with its place; null: they can be used.</summary>
    [JsonIgnore]
    public string? Problem =>
        this switch
        {
            _ when Uri.CheckHostName(Host) == UriHostNameType.Unknown => Wrong(
                "host",
                Host,
                "the name of a mail server such as imap.example.org"
            ),
            { Port: < 1 or > 65535 } => Wrong("port", $"{Port}", "a port such as 993"),
            { User.Length: 0 } => Wrong("user", "empty", "the name of the mailbox's account"),
            _ when !MailSettings.IsInFolder(PasswordFile) => Wrong(
                "passwordFile",
                PasswordFile,
                "a file within the node's folder, such as keys/mail-in.password"
            ),
            _ when !MailboxAddress.TryParse(Address, out _) => Wrong(
                "address",
                Address,
                "the office's mail address, such as tokyo@example.org"
            ),
            _ when !Accounts.Account.IsName(Account) => Wrong(
                "account",
                Account,
                "the name of an account of this node"
            ),
            _ when People.IsDefault || People.FirstOrDefault(person => !person.IsWellFormed) is not null => Wrong(
                "people",
                "not well formed",
                "an address and the name of an account for each"
            ),
            { MostAnHour: < 1 or > MostOften } => Wrong("mostAnHour", $"{MostAnHour}", "1 to 10000"),
            { EverySeconds: < 1 or > MostOften } => Wrong("everySeconds", $"{EverySeconds}", "1 to 10000"),
            _ => null,
        };

    private static string Wrong(string place, string value, string wanted) =>
        $"\"mail.in.{place}\" in node.json is {value}; write {wanted}.";
}

/// <summary>Whose address it is.</summary>
/// <param name="Address">A mail address.</param>
/// <param name="Account">Name of an account of this node.</param>
internal sealed record MailPerson(string Address, string Account)
{
    [JsonIgnore]
    public bool IsWellFormed => MailboxAddress.TryParse(Address, out _) && Accounts.Account.IsName(Account);
}
