using Legation.Records;

namespace Legation.Organisations.Model;

/// <summary>Why an entry of the directory is not taken from a peer.</summary>
internal static class DirectoryRefusals
{
    public static Refusal NotItsPart { get; } =
        new(RefusalKind.Forbidden, "not-its-part", "A node enters only its own organisation, offices and posts.");

    public static Refusal Unreadable { get; } =
        new(RefusalKind.Invalid, "unreadable-entry", "The entry lacks a name or has another form.");
}
