using System.Net;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Headquarters rules the ways of a post's reports by what they are about.</summary>
public sealed class RouteTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    private static readonly LocalisedName OfficeItself = new("The office itself", "en");
    private static readonly LocalisedName Visits = new("Visits", "en");

    [Fact]
    public async Task what_is_about_nothing_goes_through_the_office()
    {
        await RuledAsync();

        var id = await network.ReleasedAsync(network.Report("Usual"));

        (await RouteNetwork.ArrivesAsync(network.Mette, id))["status"].ShouldBe("awaiting-clearance");
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ToClearAsync()).ShouldContain(id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await RouteNetwork.ArrivesAsync(network.Lea, id))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task what_is_about_the_office_goes_direct_and_headquarters_is_told_so()
    {
        var (office, _) = await RuledAsync();
        var report = network.Report("Rent of the office");
        report["about"] = office;

        var id = await network.ReleasedAsync(report);

        var there = await RouteNetwork.ArrivesAsync(network.Lea, id);
        there["status"].ShouldBe("released");
        there["about"].ShouldBe(office);
        there["way"].ShouldNotBeNull().ShouldContain("its author says that it is about “The office itself”");
        (await network.Mette.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_copy_route_sends_the_office_a_copy_at_once_and_waits_for_nobody()
    {
        var (_, visits) = await RuledAsync();
        var report = network.Report("A delegation comes");
        report["about"] = visits;

        var id = await network.ReleasedAsync(report);

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["status"].ShouldBe("released");
        var copy = await RouteNetwork.ArrivesAsync(network.Mette, id);
        copy["way"].ShouldNotBeNull().ShouldContain("A copy for your office");
        copy.Body.GetProperty("acts").GetProperty("clear").GetBoolean().ShouldBeFalse();
        copy["copy"].ShouldNotBeNull().ShouldContain(network.OfficeId.ToString());
        (await ToClearAsync()).ShouldNotContain(id);
        (await InboxAsync(network.Mette)).ShouldContain(id);
    }

    [Fact]
    public async Task a_copy_that_a_dispatch_only_claims_is_not_believed()
    {
        await RuledAsync();
        var maker = network.Post.Get<RecordMaker>();
        var label = (await network.Post.Get<Ledger>().RunAsync(t => t.Current(network.Anneke.Post)))!.Header.Label;
        var author = new Author(RecordId.New("person", network.Post.Clock.GetUtcNow()), network.Anneke.Post);
        var forged = maker.First(
            maker.NewId("dispatch"),
            new RecordIntent(author, label, [network.Lea.Post, network.Anneke.Post]),
            new
            {
                number = "TST-BCD 2026/0001",
                subject = "Claimed",
                text = "1. Text.",
                language = "en",
                action = new[] { network.Lea.Post },
                info = Array.Empty<RecordId>(),
                copy = new[] { network.OfficeId },
            }
        );
        (await network.Post.Get<Ledger>().CommitAsync(forged)).Refusal.ShouldBeNull();

        var read = await network.Anneke.GetAsync($"/dispatches/{forged.Header.Id}");

        read["way"].ShouldNotBeNull().ShouldNotContain("A copy went to");
    }

    [Fact]
    public async Task a_reply_is_about_nothing_that_its_author_could_not_choose()
    {
        var (office, _) = await RuledAsync();
        var report = network.Report("Rent");
        report["about"] = office;
        var id = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Lea, id);

        var reply = await network.Lea.PostAsync($"/dispatches/{id}/reply", new { text = "1. Agreed.", release = true });

        var answer = reply["id"].ShouldNotBeNull();
        (await network.Lea.GetAsync($"/dispatches/{answer}"))["about"].ShouldBe(office);
        (await RouteNetwork.ArrivesAsync(network.Anneke, answer))["subject"].ShouldBe("Re: Rent");
    }

    [Fact]
    public async Task subjects_are_listed_and_another_is_refused()
    {
        var (office, visits) = await RuledAsync();
        var listed = (await network.Anneke.GetAsync("/subjects"))["items"]!;
        listed.ShouldContain(office);
        listed.ShouldContain(visits);
        var report = network.Report("Strange");
        report["about"] = "subject--01a1674e-b4f5-70f9-83ce-346c58591ce3";

        var refused = await network.Anneke.PostAsync("/dispatches", report);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Body.ToString().ShouldContain("unknown-subject");
    }

    [Theory]
    [InlineData("copy", "direct", null, "routes[0].mode")]
    [InlineData("around", null, null, "routes[0].mode")]
    [InlineData(null, null, "nothing", "routes[0].subject")]
    public async Task a_line_of_a_document_that_means_nothing_is_refused(
        string? mode,
        string? via,
        string? subject,
        string field
    )
    {
        var document = new DirectoryDocument
        {
            Routes = [network.Route(via ?? network.OfficeId.ToString(), mode, subject)],
        };

        var refused = await network.Headquarters.Get<DirectoryImport>().RunAsync(document);

        refused.Refusal.ShouldNotBeNull().Field.ShouldBe(field);
    }

    private async Task<(string OfficeItself, string Visits)> RuledAsync()
    {
        var office = network.OfficeId.ToString();
        var ids = await network.RuleAsync(
            new DirectoryDocument
            {
                Subjects = [new SubjectLine("office", [OfficeItself]), new SubjectLine("visits", [Visits])],
                Routes =
                [
                    network.Route(office),
                    network.Route(RouteLine.Direct, subject: "office"),
                    network.Route(office, RouteLine.Copy, "visits"),
                ],
            }
        );
        return (ids[0].ToString(), ids[1].ToString());
    }

    private Task<string> ToClearAsync() => ListAsync(network.Mette, "to-clear");

    private static Task<string> InboxAsync(Officer officer) => ListAsync(officer, "inbox");

    private static async Task<string> ListAsync(Officer officer, string box) =>
        (await officer.GetAsync($"/dispatches?box={box}")).Body.ToString();
}
