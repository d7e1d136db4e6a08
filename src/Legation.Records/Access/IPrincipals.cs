namespace Legation.Records.Access;

/// <summary>Who may sign as whom at this instant. The server knows; modules ask where an act takes effect later.</summary>
public interface IPrincipals
{
    /// <summary>The person who wrote as this author, as he stands now; null if he may not write so any more.</summary>
    Principal? Of(Author author);

    /// <summary>Who has a duty now, for himself or acting for another.</summary>
    IReadOnlyList<Principal> With(Duties duty);

    /// <summary>Who holds one of the posts now, each for himself.</summary>
    IReadOnlyList<Principal> At(IReadOnlyCollection<RecordId> posts);

    /// <summary>Whether an author has a duty for himself, as it stands in the transaction that asks.</summary>
    bool Has(Author author, Duties duty, LedgerTransaction transaction);
}
