using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Accounts;

/// <summary>Turns an account into who asks, by what account and directory say now.</summary>
internal sealed class AccountPrincipals(NodeIdentity node, IPostDirectory? directory)
{
    // One instance for each clearance in use: the access rule remembers per instance what it permits.
    private readonly ConcurrentDictionary<string, Clearance> clearances = new(StringComparer.Ordinal);

    public Principal Of(Account account) =>
        new(
            account.Name,
            account.Person,
            account.Post,
            PartiesOf(account.Post),
            clearances.GetOrAdd(account.Clearance, ReadClearance),
            account.Duties
        );

    /// <summary>
    /// Who asks when one account acts for another: with the other's post, parties and duties, save those of the security
    /// officer, which no one lends. The clearance stays the deputy's own.
    /// </summary>
    public Principal Of(Account account, Acting? acting) =>
        acting is null
            ? Of(account)
            : Of(account) with
            {
                Post = acting.For.Post,
                Parties = PartiesOf(acting.For.Post),
                Duties = acting.For.Duties & ~Duties.Secure,
                For = new ActingFor(acting.For.Person, account.Post),
            };

    /// <summary>Name of the person.</summary>
    public string PersonOf(Account account) => NameOf(account.Person) is { Length: > 0 } known ? known : account.Shown;

    /// <summary>Name of the post.</summary>
    public string PostOf(Account account) => NameOf(account.Post) is { Length: > 0 } known ? known : account.Position;

    private string NameOf(RecordId id) => directory?.NameOf(id) ?? "";

    private ImmutableArray<RecordId> PartiesOf(RecordId post) =>
        [
            .. (directory?.PartiesOf(post) ?? [])
                .Append(post)
                .Append(node.Organisation)
                .Append(Audiences.Everyone)
                .Distinct(),
        ];

    private static Clearance ReadClearance(string json) =>
        ClearanceJson.TryRead(Encoding.UTF8.GetBytes(json), out var problem)
        ?? throw new InvalidOperationException($"A stored clearance cannot be read: {problem}");
}
