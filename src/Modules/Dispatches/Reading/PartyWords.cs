using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Reading;

/// <summary>Names of addressees as they stand in text.</summary>
internal static class PartyWords
{
    /// <summary>“외교부 Ministry of Foreign Affairs”: the own script first, then what it belongs to.</summary>
    public static string Of(DirectoryView view, RecordId id) =>
        view.Party(id)?.NativeName is { } native ? $"{native} {view.FullNameOf(id)}" : view.FullNameOf(id);
}
