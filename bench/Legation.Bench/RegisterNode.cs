using Legation.Labels;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Server.Accounts;
using Legation.Server.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Bench;

/// <summary>One who works at the node.</summary>
/// <param name="User">Name of the account.</param>
/// <param name="Post">His post.</param>
internal sealed record Desk(string User, RecordId Post);

/// <summary>
/// The folder of a headquarters with twenty posts and many dispatches between them: each has one to three addressees that
/// are to act and as many that are to know; half are acknowledged, a fifth asks for an answer and nine of ten of those have
/// it.
/// </summary>
internal sealed class RegisterNode(NodeHost host, RecordId office)
{
    public const string Password = "correct horse battery";
    public const int Posts = 20;
    private const int InOneTransaction = 2_000;

    public List<Desk> Desks { get; } = [];

    public static async Task<(IReadOnlyList<Desk> Desks, string Token)> FillAsync(DirectoryInfo folder, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var description = new NodeDescription
        {
            Demonstration = false,
            Id = RecordId.New("node", now),
            Code = "HQ",
            Name = "Headquarters",
            Organisation = RecordId.New("organisation", now),
            Place = "Brussels",
            Zone = "Europe/Brussels",
            Pages = Demonstration.PageOf(0),
            Listen = null,
            Relay = new Uri($"https://localhost:{FreePorts.Next()}"),
        };
        await using var host = NodeHost.Open(NodeFolder.Create(folder.FullName, description, now), TimeProvider.System);
        await host.StartAsync(default);
        var entered = await host
            .Services.GetRequiredService<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("office", [new("Headquarters", "en")])],
                    Posts =
                    [
                        .. Enumerable.Range(1, Posts).Select(i => new PostLine($"desk{i}", "office", $"Desk {i}")),
                    ],
                }
            );
        var office = entered.Value.Single(entry => entry.Id.Kind == "office").Id;
        var node = new RegisterNode(host, office);
        foreach (var post in entered.Value.Where(entry => entry.Id.Kind == "post"))
            await node.StaffAsync($"desk{node.Desks.Count + 1}", post.Id);
        await node.WriteAsync(count);
        var tokens = host.Services.GetRequiredService<AccessTokens>();
        var token = await tokens.MakeAsync(node.Desks[0].User, "bench", TimeSpan.FromDays(1));
        return (node.Desks, token.Secret.Text);
    }

    private async Task StaffAsync(string user, RecordId post)
    {
        var register = host.Services.GetRequiredService<AccountRegister>();
        var account = new Account(
            user,
            RecordId.New("person", TimeProvider.System.GetUtcNow()),
            post,
            user,
            "Desk",
            null,
            Duties.Write,
            ClearanceText.Write(SampleRecords.Clearance),
            false
        );
        _ = (await register.AddAsync(account with { Password = register.HashOf(Password).Value })).Refusal;
        Desks.Add(new Desk(user, post));
    }

    private async Task WriteAsync(int count)
    {
        var ledger = host.Services.GetRequiredService<Ledger>();
        var maker = host.Services.GetRequiredService<RecordMaker>();
        for (var from = 0; from < count; from += InOneTransaction)
        {
            var made = new SignedRecord[Math.Min(InOneTransaction, count - from)][];
            Parallel.For(0, made.Length, i => made[i] = [.. Matter(maker, from + i)]);
            await ledger.RunAsync(transaction =>
                made.SelectMany(matter => matter).Count(record => transaction.Append(record).Refusal is null)
            );
        }
    }

    private IEnumerable<SignedRecord> Matter(RecordMaker maker, int i)
    {
        var action = Enumerable
            .Range(0, 1 + (i % 3))
            .Select(k => Desks[(i * 7 + k * 5) % Posts].Post)
            .Distinct()
            .ToList();
        var info = Enumerable.Range(0, i % 4).Select(k => Desks[(i * 3 + k * 11 + 1) % Posts].Post).ToList();
        var asks = i % 5 == 0;
        var asked = Dispatch(maker, Desks[i % Posts], i, action, [.. info.Except(action)], asks);
        yield return asked;
        if (i % 2 == 0)
            yield return maker.First(
                maker.NewId("acknowledgement"),
                Intent(action[0], asked.Header.Audience) with
                {
                    References = [asked.ToReference()],
                },
                new { text = "" }
            );
        if (asks && i % 50 != 0)
            yield return Dispatch(maker, Desk(action[0]), i, [Desks[i % Posts].Post], [], false, asked);
    }

    private Desk Desk(RecordId post) => Desks.Find(desk => desk.Post == post)!;

    private SignedRecord Dispatch(
        RecordMaker maker,
        Desk author,
        int i,
        IReadOnlyList<RecordId> action,
        IReadOnlyList<RecordId> info,
        bool asks,
        SignedRecord? answered = null
    ) =>
        maker.First(
            maker.NewId("dispatch"),
            Intent(author.Post, [author.Post, office, .. action.Concat(info).Distinct().Except([author.Post])]) with
            {
                References = answered is null ? [] : [answered.ToReference()],
            },
            new
            {
                number = FormattableString.Invariant($"HQ-BCD 2026/{i:D7}"),
                subject = $"{RegisterWords.Subject(i)}",
                text = RegisterWords.Text(i),
                language = "en",
                action,
                info,
                due = asks ? TimeProvider.System.GetUtcNow().AddDays(i % 30) : (DateTimeOffset?)null,
                inReplyTo = answered?.Header.Id,
                replyKind = answered is null ? null : "final",
            }
        );

    private static RecordIntent Intent(RecordId post, IReadOnlyList<RecordId> audience) =>
        new(new Author(new RecordId("person", post.Uuid), post), SampleRecords.Label, audience);
}
