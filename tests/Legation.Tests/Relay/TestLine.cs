namespace Legation.Tests.Relay;

/// <summary>A line that can be cut, and that can lose answers after the peer has committed.</summary>
internal sealed class TestLine
{
    private int answersToLose;

    /// <summary>Nothing gets through.</summary>
    public bool Down { get; set; }

    public int Sent { get; private set; }

    /// <summary>The next answers to batches are lost.</summary>
    public void LoseAnswers(int count) => answersToLose = count;

    public HttpMessageHandler Over(HttpMessageHandler line) => new Handler(this, line);

    private sealed class Handler(TestLine line, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (line.Down)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The line is cut.");
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Post)
                return answer;
            line.Sent++;
            if (line.answersToLose-- <= 0)
                return answer;
            answer.Dispose();
            throw new HttpRequestException("The answer is lost.");
        }
    }
}
