using Legation.Labels;
using Legation.Records.Access;

namespace Legation.Records;

/// <summary>What a module calls records of its kinds, where others name them.</summary>
public interface IRecordTitles
{
    /// <summary>Null: the module has no such kind, or for the principal there is no such record.</summary>
    RecordTitle? Of(Principal principal, RecordId record);
}

/// <summary>A record in a few words.</summary>
/// <param name="Text">“SEL-KQT 2026/0003, Berthing fees”.</param>
/// <param name="Href">The module's page of it; null: it has none of its own.</param>
/// <param name="Label">The label of what the text shows; null: a name, which the directory shows everywhere.</param>
public sealed record RecordTitle(string Text, string? Href, Label? Label);
