using System.Globalization;
using System.Text.RegularExpressions;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>
/// What a running node follows as it happens is what one that has just started finds: whatever three officers did, and
/// whoever looked meanwhile.
/// </summary>
public sealed partial class OpenMattersTests : ThreeDesks
{
    private const int Acts = 40;
    private const int Looks = 8;
    private static readonly string[] users = ["anna", "bo", "cleo"];
    private static readonly string[] registers = ["inbox", "awaiting-reply", "assigned", "sent"];

    private Officer[] Officers => [Anna, Bo, Cleo];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task what_was_followed_is_what_is_found_after_a_start(int seed)
    {
        var drawn = new Random(seed);
        var dispatches = new List<string>();
        for (var act = 0; act < Acts; act++)
        {
            await ActAsync(drawn, dispatches);
            if (act % Looks == 0)
                await SeenAsync();
        }
        var followed = await SeenAsync();

        await Node.RestartAsync();

        (await SeenAsync()).ShouldBe(followed);
        followed.ShouldContain(line => line.Contains("Acknowledge: Matter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_was_held_waits_for_its_addressee_once_its_author_is_known()
    {
        await using var other = await TestNode.StartAsync();
        await other.LearnAsync(Node);
        var kim = (await other.StaffAsync("kim")).Single();
        var known = RecordId.Parse(await ReleasedAsync("UNCLASSIFIED", [Bo]));
        var label = (await Node.Get<Ledger>().RunAsync(t => t.Current(known)))!.Header.Label;
        var maker = other.Get<RecordMaker>();
        var dispatch = maker.First(
            maker.NewId("dispatch"),
            new RecordIntent(
                new Author(RecordId.New("person", Node.Clock.GetUtcNow()), kim.Post),
                label,
                [kim.Post, Bo.Post]
            ),
            new
            {
                number = "TST-BCD 2026/0001",
                subject = "Matter 99",
                text = "1. As said.",
                language = "en",
                action = new[] { Bo.Post },
                info = Array.Empty<RecordId>(),
            }
        );
        await Node.AcceptAsync(other);
        await Node.Get<Ledger>().RunAsync(t => t.Take(dispatch, Arrival.Verified, dispatch.Header.Home));
        await ReleasedAsync("UNCLASSIFIED", [Bo]);
        (await SeenAsync()).ShouldNotContain(line => line.Contains("Matter 99", StringComparison.Ordinal));

        await Node.LearnAsync(other);

        (await SeenAsync()).ShouldContain(line => line.Contains("Acknowledge: Matter 99", StringComparison.Ordinal));
    }

    private async Task ActAsync(Random drawn, List<string> dispatches)
    {
        var officer = Officers[drawn.Next(Officers.Length)];
        if (dispatches.Count == 0 || drawn.Next(3) == 0)
        {
            var report = Dispatch("UNCLASSIFIED", Officers.Where(_ => drawn.Next(2) == 0).Append(Bo).Distinct());
            report["subject"] = $"Matter {dispatches.Count}";
            if (drawn.Next(2) == 0)
                report["due"] = Node.Clock.GetUtcNow().AddDays(2);
            dispatches.Add((await officer.PostAsync("/dispatches", report))["id"]!);
            return;
        }
        var about = dispatches[drawn.Next(dispatches.Count)];
        // What one may not do is refused, and changes nothing.
        var done = drawn.Next(6) switch
        {
            0 => await officer.PostAsync($"/dispatches/{about}/acknowledge", new { }),
            1 => await officer.PostAsync($"/dispatches/{about}/reply", new { text = "Done.", kind = "interim" }),
            2 => await officer.PostAsync($"/dispatches/{about}/reply", new { text = "Done." }),
            3 => await officer.PostAsync($"/dispatches/{about}/forward", new { to = new[] { Cleo.Post.ToString() } }),
            4 => await officer.PostAsync($"/dispatches/{about}/assign", new { to = officer.Post.ToString() }),
            _ => await officer.PostAsync($"/dispatches/{about}/cancel", new { reason = "An error." }),
        };
        if (done.Body.TryGetProperty("id", out var answer))
            dispatches.Add(answer.GetString()!);
    }

    private async Task<List<string>> SeenAsync()
    {
        var seen = new List<string>();
        foreach (var (user, officer) in users.Zip(Officers))
        {
            foreach (var register in registers)
                seen.Add(
                    $"{register} of {user}: {string.Join(' ', await IdsAsync(officer, $"box={register}&limit=200"))}"
                );
            using var browser = Node.Browse();
            await browser.SignInAsync(user, TestNode.Password);
            var today = Waiting().Matches(await browser.TextAsync("/")).Select(m => m.Groups[1].Value);
            seen.Add($"Today of {user}: {string.Join(", ", today)}");
            var counts = Counts().Matches(await browser.TextAsync("/dispatches")).Select(m => m.Groups[1].Value);
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"Counts of {user}: {string.Join(' ', counts)}"));
        }
        return seen;
    }

    [GeneratedRegex(">((?:Acknowledge|Answer|Revise): Matter [0-9]+)<")]
    private static partial Regex Waiting();

    [GeneratedRegex("<span class=\"count\">([^<]+)<")]
    private static partial Regex Counts();
}
