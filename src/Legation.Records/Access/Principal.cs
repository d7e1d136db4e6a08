using System.Collections.Immutable;
using Legation.Labels;

namespace Legation.Records.Access;

/// <summary>An account in a post at this instant, or acting for another: who asks.</summary>
/// <param name="Account">Name of the account on this node.</param>
/// <param name="Person">The person behind it.</param>
/// <param name="Post">The post in whose name the person acts: the own one, or that of whom he acts for.</param>
/// <param name="Parties">The post, its office and its organisation: audiences that name one of them include it.</param>
/// <param name="Clearance">What labels the person may read, as this node's security officer set it.</param>
/// <param name="Duties">What acts the account may do on this node.</param>
public sealed record Principal(
    string Account,
    RecordId Person,
    RecordId Post,
    ImmutableArray<RecordId> Parties,
    Clearance Clearance,
    Duties Duties
)
{
    /// <summary>For whom the person acts; null: for himself.</summary>
    public ActingFor? For { get; init; }

    /// <summary>The author of what this principal writes.</summary>
    public Author ToAuthor() =>
        For is { } other && other.OwnPost != Post ? new(Person, other.OwnPost, Post) : new(Person, Post);

    /// <summary>
    /// Whether what that author did counts as this principal's own where a rule asks for two persons: nobody is the
    /// second person to himself, nobody to another in that other's name, and nobody to a deputy who acted in the name of
    /// his own post or of that for which he acts.
    /// </summary>
    public bool IsOrActsFor(Author author) =>
        IsOrActsFor(author.Person) || (author.OnBehalfOf is { } post && (post == Post || post == For?.OwnPost));

    private bool IsOrActsFor(RecordId person) => person == Person || person == For?.Person;
}

/// <summary>For whom a deputy acts.</summary>
/// <param name="Person">The person for whom.</param>
/// <param name="OwnPost">The deputy's own post.</param>
public sealed record ActingFor(RecordId Person, RecordId OwnPost);

/// <summary>What acts an account may do on its node. Reading is governed by label and audience alone.</summary>
[Flags]
public enum Duties
{
    /// <summary>Reads only.</summary>
    None = 0,

    /// <summary>Writes, releases, acknowledges and answers dispatches for the post.</summary>
    Write = 1,

    /// <summary>Clears or returns dispatches for the office.</summary>
    Clear = 2,

    /// <summary>Pauses and resumes links, sees what waits and why.</summary>
    Operate = 4,

    /// <summary>Accepts cards and policies, sets clearances, makes accounts.</summary>
    Secure = 8,

    /// <summary>
    /// Is the second of two persons: labels what the program does not decide, approves what lets in more readers.
    /// </summary>
    Release = 16,
}
