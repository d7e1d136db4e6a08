using Legation.Records;
using Legation.Records.Access;

namespace Legation.Tests.Modules.Support;

/// <summary>The people of a node that has no accounts.</summary>
internal sealed class Officers : IPrincipals
{
    private readonly List<Principal> signedUp = [];

    public void Add(Principal officer) => signedUp.Add(officer);

    public void Dismiss() => signedUp.Clear();

    public Principal? Of(Author author) => signedUp.Find(officer => officer.ToAuthor() == author);

    public IReadOnlyList<Principal> With(Duties duty) => signedUp.FindAll(officer => officer.Duties.HasFlag(duty));

    public IReadOnlyList<Principal> At(IReadOnlyCollection<RecordId> posts) =>
        signedUp.FindAll(officer => posts.Contains(officer.Post));

    public bool Has(Author author, Duties duty, LedgerTransaction transaction) =>
        Of(author)?.Duties.HasFlag(duty) == true;
}
