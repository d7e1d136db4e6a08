using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Relay;

namespace Legation.Server.OneRecord;

/// <summary>What those are called whom a record names, and the record itself, for who reads it.</summary>
internal sealed class RecordNames(IDirectory directory, NodeCards cards, IEnumerable<IRecordTitles> titles)
{
    /// <summary>A party, person or node; its id where the directory does not know it.</summary>
    public string Of(Principal principal, RecordId id) =>
        id == Audiences.Everyone ? "the whole network"
        : id.Kind == "node" ? cards.NameOf(id)
        : directory.For(principal).FullNameOf(id);

    /// <summary>“Anneke Smit, Representative, Post Seoul”, and for whom; a node that wrote by itself by its name alone.</summary>
    public string Of(Principal principal, Author author) =>
        author.Person.Kind == "node"
            ? Of(principal, author.Person)
            : $"{Of(principal, author.Person)}, {Of(principal, author.Post)}"
                + (author.OnBehalfOf is { } post ? $", for {Of(principal, post)}" : "");

    /// <summary>What the record is called; null: nothing.</summary>
    public RecordTitle? TitleOf(Principal principal, RecordId id) =>
        titles.Select(source => source.Of(principal, id)).FirstOrDefault(title => title is not null)
        ?? Entry(directory.For(principal), id);

    private static RecordTitle? Entry(DirectoryView view, RecordId id) =>
        view.Party(id) is null && view.Person(id) is null ? null : new RecordTitle(view.FullNameOf(id), null, null);
}
