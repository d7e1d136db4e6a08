using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class PolledLineTests : IDisposable
{
    private static readonly byte[] Batch = [1, 2, 3];
    private static readonly byte[] Receipt = [4, 5];
    private readonly PolledLine line = new();

    public void Dispose() => line.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_is_sent_goes_to_a_poll_that_waits_and_its_answer_comes_with_the_next()
    {
        var poll = line.PollAsync(new Poll(0, null), Token);
        var sending = line.SendAsync(Batch, Token);
        (await poll).ShouldNotBeNull().Content.ShouldBe(Batch);

        var next = line.PollAsync(new Poll(0, new PollAnswer(Digest.Of(Batch), 200, Receipt)), Token);

        (await sending).Content.ShouldBe(Receipt);
        line.Dispose();
        (await next).ShouldBeNull();
    }

    [Fact]
    public async Task a_poll_without_the_answer_says_that_the_batch_was_lost()
    {
        var sending = line.SendAsync(Batch, Token);
        (await line.PollAsync(new Poll(1, null), Token)).ShouldNotBeNull();
        _ = line.PollAsync(new Poll(1, null), Token);
        (await sending).Trouble.ShouldBe(Trouble.LineDown);
    }

    [Fact]
    public async Task an_answer_to_another_batch_is_none()
    {
        var sending = line.SendAsync(Batch, Token);
        (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        _ = line.PollAsync(new Poll(0, new PollAnswer(Digest.Of([9]), 200, Receipt)), Token);
        (await sending).Trouble.ShouldBe(Trouble.LineDown);
    }

    [Fact]
    public async Task an_answer_that_comes_twice_settles_one_batch()
    {
        var sending = line.SendAsync(Batch, Token);
        (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        var answer = new PollAnswer(Digest.Of(Batch), 200, Receipt);
        var first = line.PollAsync(new Poll(0, answer), Token);
        (await sending).Content.ShouldBe(Receipt);

        var second = line.PollAsync(new Poll(0, answer), Token);

        (await first).ShouldBeNull();
        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task two_polls_carry_two_batches_at_one_time()
    {
        var (one, two) = (line.SendAsync(Batch, Token), line.SendAsync([7], Token));
        (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull().Content.ShouldBe(Batch);
        (await line.PollAsync(new Poll(1, null), Token)).ShouldNotBeNull().Content.ShouldBe([7]);
        _ = line.PollAsync(new Poll(1, new PollAnswer(Digest.Of([7]), 200, Receipt)), Token);
        (await two).Content.ShouldBe(Receipt);
        one.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task a_batch_is_lost_with_the_connection_over_which_it_was_given()
    {
        using var connection = new CancellationTokenSource();
        var sending = line.SendAsync(Batch, Token);
        var given = (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        line.LoseWith(given, connection.Token);
        sending.IsCompleted.ShouldBeFalse();
        await connection.CancelAsync();
        (await sending).Trouble.ShouldBe(Trouble.LineDown);
    }

    [Fact]
    public async Task a_batch_overtakes_pieces_of_attachments()
    {
        _ = line.SendPieceAsync([7], Token);
        _ = line.SendPieceAsync([8], Token);
        _ = line.SendAsync(Batch, Token);
        var given = (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        (given.Content, given.Type).ShouldBe((Batch, RelayPaths.BatchType));
        (await line.PollAsync(new Poll(1, null), Token)).ShouldNotBeNull().Content.ShouldBe([7]);
    }

    [Fact]
    public async Task a_refusal_is_an_answer()
    {
        var sending = line.SendAsync(Batch, Token);
        (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        var refusal = ProtocolRefusal.Paused;
        _ = line.PollAsync(new Poll(0, new PollAnswer(Digest.Of(Batch), refusal.Status, refusal.Encode())), Token);
        var answer = await sending;
        (answer.Trouble, answer.Why).ShouldBe((Trouble.PeerPaused, refusal.Sentence));
    }

    [Fact]
    public async Task a_poll_that_is_given_up_takes_nothing_with_it()
    {
        using var gone = new CancellationTokenSource();
        var poll = line.PollAsync(new Poll(0, null), gone.Token);
        await gone.CancelAsync();
        (await poll).ShouldBeNull();
        var sending = line.SendAsync(Batch, Token);
        (await line.PollAsync(new Poll(0, null), Token)).ShouldNotBeNull();
        sending.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task a_peer_that_does_not_poll_is_not_there() =>
        (await line.CallAsync(Token)).Trouble.ShouldBe(Trouble.LineDown);

    [Fact]
    public async Task a_peer_whose_poll_waits_is_there()
    {
        _ = line.PollAsync(new Poll(0, null), Token);
        (await line.CallAsync(Token)).Trouble.ShouldBeNull();
    }
}
