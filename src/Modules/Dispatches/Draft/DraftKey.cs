using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>Whose draft of which dispatch.</summary>
/// <param name="Id">The id that the dispatch will have, or has.</param>
/// <param name="Person">Its author.</param>
/// <param name="Post">The post in whose name he writes it.</param>
internal sealed record DraftKey(RecordId Id, RecordId Person, RecordId Post)
{
    public DraftKey(RecordId id, Principal author)
        : this(id, author.Person, author.Post) { }

    public DraftKey(RecordId id, Author author)
        : this(id, author.Person, author.InNameOf) { }

    public Author Author => new(Person, Post);
}
