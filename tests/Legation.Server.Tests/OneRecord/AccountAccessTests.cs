using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.OneRecord;

/// <summary>The security officer asks why an account may have a record that he has himself.</summary>
public sealed class AccountAccessTests : ThreeDesks
{
    private const string Asked = """
        SELECT COUNT(*) FROM journal WHERE type = 5 AND json_extract(CAST(content AS TEXT), '$.account') = $1
          AND json_extract(CAST(content AS TEXT), '$.query') = $2
        """;

    private Browser bo = null!;

    private protected override async Task PrepareAsync()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write | Duties.Secure);
        foreach (var name in new[] { "anna", "bo" })
            await ClearAsync(name, "UNCLASSIFIED", "RESTRICTED");
        bo = Node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        bo.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task it_is_told_by_the_label_and_by_the_distribution()
    {
        await ClearAsync("cleo", "UNCLASSIFIED");
        var forAll = await ReleasedAsync("RESTRICTED", [Bo, Cleo]);
        var open = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        (await AskAsync(forAll, "anna")).ShouldContain("(anna) may have it.");
        var denied = await AskAsync(forAll, "cleo");
        denied.ShouldContain("(cleo) may not have it.");
        denied.ShouldContain("Label: the clearance does not include RESTRICTED.");
        denied.ShouldContain("Distribution: it is to have it through Desk, Office cleo.");
        var unnamed = await AskAsync(open, "cleo");
        unnamed.ShouldContain("(cleo) may not have it.");
        unnamed.ShouldContain("Label: the clearance permits it.");
        unnamed.ShouldContain("neither its post nor the office or organisation");
    }

    [Fact]
    public async Task it_is_told_too_for_whom_the_account_acts()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var id = await ReleasedAsync("RESTRICTED", [Bo]);
        await ActingAsync("cleo", "anna");

        var page = await AskAsync(id, "cleo");

        page.ShouldContain("(cleo) may not have it.");
        page.ShouldContain("Acting for Desk it may have it.");
    }

    [Fact]
    public async Task that_the_officer_asked_is_journalled()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        await AskAsync(id, " Cleo ");

        await JournalledAsync("bo", "access of cleo");
    }

    [Fact]
    public async Task an_account_that_is_not_there_is_said_to_be_none() =>
        (await AskAsync(await ReleasedAsync("UNCLASSIFIED", [Bo]), "nobody")).ShouldContain(
            "This node has no account of that name."
        );

    [Fact]
    public async Task for_whoever_has_not_the_duty_the_question_does_not_exist()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        using var anna = Node.Browse();
        await anna.SignInAsync("anna", TestNode.Password);

        var asked = Said(await anna.TextAsync($"/records/{id}?account=cleo"));

        asked.ShouldBe(Said(await anna.TextAsync($"/records/{id}")));
        asked.ShouldNotContain("may not have it");
    }

    [Fact]
    public async Task of_a_record_that_the_officer_may_not_have_he_is_told_nothing()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Cleo]);

        var page = await AskAsync(id, "cleo");

        page.ShouldBe(await AskAsync(RecordId.New("dispatch", Node.Clock.GetUtcNow()).ToString(), "cleo"));
        page.ShouldNotContain("may have it");
    }

    private async Task<string> AskAsync(string id, string account) =>
        Said(await bo.TextAsync($"/records/{id}?account={Uri.EscapeDataString(account)}"));

    private static string Said(string page) => Browser.MainOf(page).Split("</main>")[0];

    private async Task JournalledAsync(string account, string query)
    {
        var ledger = Node.Get<Ledger>();
        for (; ; )
        {
            var end = ledger.Head.Seq;
            using (var session = Node.Get<IRecordStore>().OpenReader())
                if (session.Query(Asked, r => r.GetInt64(0), account, query).Single() > 0)
                    return;
            await ledger.Committed.Beyond(end, TestContext.Current.CancellationToken);
        }
    }
}
