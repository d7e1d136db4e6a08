using System.Text.Json.Serialization;
using Legation.Server.MailIn;
using MimeKit;

namespace Legation.Server.Duty;

/// <summary>How this node sends mail: <c>mail</c> in <c>node.json</c>. Without a host it sends none.</summary>
internal sealed record MailSettings
{
    /// <summary>Without mail.</summary>
    public static MailSettings Off { get; } = new();

    /// <summary>Name of the server.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the line is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>Name under which the node signs in at the server; null: it does not.</summary>
    public string? User { get; init; }

    /// <summary>File with the password, within the node's folder.</summary>
    public string PasswordFile { get; init; } = "keys/mail.password";

    /// <summary>The mailbox whose mails become drafts; null: none is read.</summary>
    public MailInSettings? In { get; init; }

    /// <summary>Whether mail is sent.</summary>
    [JsonIgnore]
    public bool IsOn => Host is not null;

    /// <summary>The first rule that they break, with its place; null: they can be used.</summary>
    [JsonIgnore]
    public string? Problem =>
        this switch
        {
            { Host: null } => In?.Problem,
            _ when Uri.CheckHostName(Host) == UriHostNameType.Unknown =>
                $"\"mail.host\" in node.json is {Host}; write the name of a mail server such as mail.example.org.",
            { Port: < 1 or > 65535 } => $"\"mail.port\" in node.json is {Port}; write a port such as 587.",
            _ when !MailboxAddress.TryParse(From, out _) =>
                "\"mail.from\" in node.json is no mail address; write the node's, such as duty@example.org.",
            _ when !IsInFolder(PasswordFile) =>
                "\"mail.passwordFile\" in node.json leaves the node's folder; name a file within it, such as keys/mail.password.",
            _ => In?.Problem,
        };

    /// <summary>Whether a path leads to a file within the node's folder.</summary>
    public static bool IsInFolder(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains("..", StringComparison.Ordinal);
}

/// <summary>How the line to a mail server is protected.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailSecurity>))]
internal enum MailSecurity
{
    /// <summary>TLS after a greeting in the clear (RFC 3207), or no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>None: for a server on this machine.</summary>
    None,
}
