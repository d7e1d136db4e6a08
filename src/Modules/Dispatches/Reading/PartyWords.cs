using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Reading;

/// <summary>Names of addressees as they stand in text.</summary>
internal static class PartyWords
{
    /// <summary>“외교부 Ministry of Foreign Affairs”: the own script first, then what it belongs to.</summary>
    public static string Of(DirectoryView view, RecordId id) =>
        view.Party(id)?.NativeName is { } native ? $"{native} {view.FullNameOf(id)}" : view.FullNameOf(id);

    /// <summary>“Deputy head of office for Head of office”: a post, and whose deputy acted for it.</summary>
    public static string Post(DirectoryView view, RecordId post, RecordId? deputy) =>
        deputy is { } own ? $"{view.NameOf(own)} for {view.NameOf(post)}" : view.NameOf(post);

    /// <summary>The post in whose name somebody wrote, with its office, and the deputy who did.</summary>
    public static string Of(DirectoryView view, Author author) =>
        author.OnBehalfOf is { } other
            ? $"{view.NameOf(author.Post)} for {view.FullNameOf(other)}"
            : view.FullNameOf(author.Post);

    /// <summary>The sender with its office, and the deputy who wrote for it.</summary>
    public static string From(DirectoryView view, DispatchItem item) =>
        item.Deputy is { } own ? $"{view.NameOf(own)} for {view.FullNameOf(item.From)}" : view.FullNameOf(item.From);
}
