using System.Text.Json.Serialization;

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

    /// <summary>Whether mail is sent.</summary>
    [JsonIgnore]
    public bool IsOn => Host is not null;
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
