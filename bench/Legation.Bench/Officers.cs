using Legation.Records;
using Legation.Records.Access;

namespace Legation.Bench;

/// <summary>The people of a node that has no accounts.</summary>
internal sealed class Officers : IPrincipals
{
    private Principal? officer;

    public void Add(Principal added) => officer = added;

    public Principal? Of(Author author) => officer?.ToAuthor() == author ? officer : null;

    public IReadOnlyList<Principal> With(Duties duty) => officer is { } one && one.Duties.HasFlag(duty) ? [one] : [];

    public IReadOnlyList<Principal> At(IReadOnlyCollection<RecordId> posts) =>
        officer is { } one && posts.Contains(one.Post) ? [one] : [];

    public bool Has(Author author, Duties duty, LedgerTransaction transaction) =>
        Of(author)?.Duties.HasFlag(duty) == true;
}
