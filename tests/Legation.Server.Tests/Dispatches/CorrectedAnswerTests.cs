using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Bo puts right what he has answered to Anna.</summary>
public sealed class CorrectedAnswerTests : ThreeDesks
{
    [Theory]
    [InlineData(false, "replied")]
    [InlineData(true, "released")]
    public async Task the_copy_of_an_answer_answers_the_same_as_finally(bool interim, string status)
    {
        var (id, answer) = await AnsweredAsync(interim);

        var copy = await Bo.PostAsync("/dispatches", Correction(answer));

        copy.Status.ShouldBe(HttpStatusCode.Created, copy.Body.ToString());
        (await Anna.GetAsync($"/dispatches/{copy["id"]}"))["inReplyTo"].ShouldBe(id);
        (await Anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe(status);
        (await IdsAsync(Anna, "box=awaiting-reply")).Contains(id).ShouldBe(interim);
    }

    [Fact]
    public async Task so_does_one_that_was_first_kept_as_a_draft()
    {
        var (id, answer) = await AnsweredAsync(interim: false);
        var correction = Correction(answer, release: false);
        var draft = (await Bo.PostAsync("/dispatches", correction))["id"]!;
        var kept = await Bo.GetAsync($"/dispatches/{draft}");
        kept["inReplyTo"].ShouldBe(id);

        correction["release"] = true;
        await Bo.PutAsync($"/dispatches/{draft}", correction, kept.Tag!);

        (await Anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("replied");
        (await Anna.GetAsync($"/dispatches/{answer}"))["status"].ShouldBe("superseded");
    }

    private async Task<(string Id, string Answer)> AnsweredAsync(bool interim)
    {
        var asked = Dispatch("UNCLASSIFIED", [Bo]);
        asked["due"] = Node.Clock.GetUtcNow().AddDays(2);
        var id = (await Anna.PostAsync("/dispatches", asked))["id"]!;
        var answer = await Bo.PostAsync($"/dispatches/{id}/reply", new { text = "They do not.", interim });
        return (id, answer["id"]!);
    }

    private Dictionary<string, object?> Correction(string answer, bool release = true)
    {
        var correction = Dispatch("UNCLASSIFIED", [Anna]);
        (correction["corrects"], correction["reason"]) = (answer, "They do.");
        correction["release"] = release;
        return correction;
    }
}
