using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Who may be the second of two persons, and for whom nobody is.</summary>
public sealed class SecondPersonTests : TwoPersons
{
    [Fact]
    public async Task nobody_approves_his_own_proposal()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));

        var refused = await ApproveAsync(Anna, await ProposedAsync(draft));

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_deputy_is_the_second_person_neither_to_himself_nor_to_whom_he_acts_for()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var proposal = await ProposedAsync(await DraftAsync(await ReleasedAsync("RESTRICTED")));
        var himself = await ActingAsync("anna", "bo");
        var inTheAuthorsName = await ActingAsync("cleo", "anna");
        var second = await ActingAsync("cleo", "bo");

        foreach (var deputy in new[] { himself, inTheAuthorsName })
            (await ApproveAsync(deputy, proposal))["code"].ShouldBe("own-proposal");
        (await WaitingAsync(inTheAuthorsName)).ShouldBeEmpty();
        (await WaitingAsync(second)).ShouldHaveSingleItem();
        (await ApproveAsync(second, proposal)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_a_deputy_proposes_in_anothers_name_neither_that_other_nor_a_second_deputy_approves()
    {
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Release);
        var source = await ReleasedAsync("RESTRICTED");
        var deputy = await ActingAsync("cleo", "anna");
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        (body["sources"], body["release"]) = (new[] { source }, false);
        var id = (await deputy.PostAsync("/dispatches", body))["id"];
        var tag = (await deputy.GetAsync($"/dispatches/{id}")).Tag;
        var proposal = (await deputy.PostAsync($"/dispatches/{id}/propose", new { reason = "They ask." }, tag))["id"];
        var another = await ActingAsync("bo", "anna");
        var inAThirdName = await ActingAsync("anna", "bo");

        foreach (var inThatName in new[] { Anna, another, inAThirdName })
            (await ApproveAsync(inThatName, proposal))["code"].ShouldBe("own-proposal");
        (await WaitingAsync(Anna)).ShouldBeEmpty();
        (await ApproveAsync(Bo, proposal)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_colleagues_proposal_about_the_same_keeps_nobody_from_his_own()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("cleo", Duties.Write | Duties.Release);
        await ClearAsync("cleo", "UNCLASSIFIED", "RESTRICTED");
        var id = await ReleasedAsync("RESTRICTED");

        var first = await RelabelAsync(Anna, id, "UNCLASSIFIED");
        var second = await RelabelAsync(Bo, id, "UNCLASSIFIED");
        var again = await RelabelAsync(Anna, id, "UNCLASSIFIED");

        first["id"]!.ShouldStartWith("proposal--");
        second["id"]!.ShouldStartWith("proposal--");
        again["code"].ShouldBe("waits-already");
    }

    [Fact]
    public async Task what_is_relabelled_lower_is_judged_by_who_may_read_what_it_was_made_from()
    {
        var draft = await DraftAsync(await ReleasedAsync("CONFIDENTIAL"), "RESTRICTED", Bo, Cleo);
        await ApproveAsync(Bo, await ProposedAsync(draft));
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");

        var withoutReleaser = await RelabelAsync(Anna, draft.Id, "UNCLASSIFIED");
        await ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED");
        var withoutAccess = await RelabelAsync(Anna, draft.Id, "UNCLASSIFIED");

        withoutReleaser["code"].ShouldBe("nobody-to-decide");
        withoutAccess["code"].ShouldBe("not-yours");
        (await Cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_nobody_else_could_decide_is_not_proposed()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write);
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));

        var refused = await Anna.PostAsync($"/dispatches/{draft.Id}/propose", new { reason = "They ask." }, draft.Tag);

        refused["code"].ShouldBe("nobody-to-decide");
    }

    [Theory]
    [InlineData("duty")]
    [InlineData("account")]
    [InlineData("clearance")]
    public async Task what_was_proposed_by_who_may_not_write_it_any_more_is_not_released_in_his_name(string lost)
    {
        var draft = await DraftAsync(await ReleasedAsync("RESTRICTED"));
        var proposal = await ProposedAsync(draft);
        var accounts = Node.Get<AccountRegister>();
        if (lost == "duty")
            await accounts.SetDutiesAsync("anna", Duties.None);
        else if (lost == "account")
            await accounts.DisableAsync("anna");
        else
            await ClearAsync("anna");

        (await ApproveAsync(Bo, proposal))["code"].ShouldBe("author-may-not");

        (await Cleo.GetAsync($"/dispatches/{draft.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
