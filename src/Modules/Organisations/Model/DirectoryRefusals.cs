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

    public static Refusal NotYours { get; } =
        new(RefusalKind.Forbidden, "not-its-editor", "Who has the duty to operate this node changes its directory.");

    public static Refusal NotOurs { get; } =
        new(
            RefusalKind.Forbidden,
            "not-its-part",
            "Another node has entered this, and it alone can change it. Tell its office."
        );

    public static Refusal Changed { get; } =
        new(
            RefusalKind.Conflict,
            "changed-meanwhile",
            "Somebody has changed this entry meanwhile. Open it again, and enter your change into what it says now."
        );

    public static Refusal Nameless { get; } =
        new(RefusalKind.Invalid, "missing", "Enter at least one name with its language.", "names[0].text");

    public static Refusal NoSuchHolder { get; } =
        new(RefusalKind.Invalid, "unknown", "Choose a person of the directory.", "person");

    public static Refusal NoSuchAbsent { get; } =
        new(RefusalKind.Invalid, "unknown", "Choose a person of the directory, or nobody.", "actingFor");

    public static Refusal NoLabel { get; } =
        new(
            RefusalKind.Invalid,
            "no-label",
            "The labels of the post, the person and whoever is absent have nothing in common under which this could be said. Choose others, or have them labelled alike.",
            "person"
        );

    public static Refusal NoFirstDay { get; } = new(RefusalKind.Invalid, "missing", "Enter the first day.", "from");

    public static Refusal Backwards { get; } =
        new(RefusalKind.Invalid, "backwards", "The last day is before the first.", "to");

    public static Refusal NoLastDay { get; } = new(RefusalKind.Invalid, "missing", "Enter the last day.", "to");

    public static Refusal Wrong(string field, string rule) =>
        new(RefusalKind.Invalid, "directory-entry", $"This {rule}.", field);
}
