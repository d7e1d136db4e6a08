using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>Why an entry of the directory is not taken, from a peer or from somebody here.</summary>
internal static class DirectoryRefusals
{
    public static Refusal NotItsPart { get; } =
        new(RefusalKind.Forbidden, "not-its-part", "A node enters only its own organisation, offices and posts.");

    public static Refusal Unreadable { get; } =
        new(RefusalKind.Invalid, "unreadable-entry", "The entry lacks a name or has another form.");

    public static Refusal NotFound { get; } =
        new(RefusalKind.NotFound, "no-such-entry", "The directory has no such entry for you.");

    public static Refusal UnknownKind { get; } =
        new(RefusalKind.Invalid, "unknown", "The kinds are organisation, office, post and person.", "kind");

    public static Refusal UnknownOrganisation { get; } =
        new(RefusalKind.Invalid, "unknown", "Send the id of an organisation, as the list gives it.", "organisation");
}
