using Legation.Relay;

namespace Legation.Tests.Relay;

/// <summary>A line that can be cut, lose answers after the peer has committed, and change what goes over it.</summary>
internal sealed class TestLine
{
    private int answersToLose;

    /// <summary>Nothing gets through.</summary>
    public bool Down { get; set; }

    public int Sent { get; private set; }

    /// <summary>Done while a statement is on its way.</summary>
    public Action WhileHeadsAreExchanged { get; set; } = () => { };

    /// <summary>How many more pieces of attachments get through before the line is cut.</summary>
    public int PiecesLeft { get; set; } = int.MaxValue;

    /// <summary>Bytes of attachments that got through.</summary>
    public long AttachmentBytes { get; private set; }

    /// <summary>Makes another piece of what is sent.</summary>
    public Func<AttachmentPiece, AttachmentPiece>? Alter { get; set; }

    /// <summary>Makes another batch of what is sent.</summary>
    public Func<Batch, Batch>? AlterBatch { get; set; }

    /// <summary>The next answers to batches are lost.</summary>
    public void LoseAnswers(int count) => answersToLose = count;

    public HttpMessageHandler Over(HttpMessageHandler line) => new Handler(this, line);

    private async Task CarryPieceAsync(HttpRequestMessage request)
    {
        if (PiecesLeft-- <= 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The line is cut.");
        var piece = PieceCodec.Decode(await request.Content!.ReadAsByteArrayAsync())!;
        AttachmentBytes += piece.Bytes.Length;
        if (Alter is not null)
            request.Content = new ByteArrayContent(PieceCodec.Encode(Alter(piece)));
    }

    private static async Task CarryBatchAsync(HttpRequestMessage request, Func<Batch, Batch> alter)
    {
        var batch = BatchCodec.Decode(await request.Content!.ReadAsByteArrayAsync())!;
        request.Content = new ByteArrayContent(BatchCodec.Encode(alter(batch)));
    }

    private sealed class Handler(TestLine line, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (line.Down)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The line is cut.");
            if (request.RequestUri!.AbsolutePath == RelayPaths.Attachment)
                await line.CarryPieceAsync(request);
            if (request.RequestUri.AbsolutePath == RelayPaths.Batch && line.AlterBatch is { } alter)
                await CarryBatchAsync(request, alter);
            if (request.RequestUri.AbsolutePath == RelayPaths.Head)
                line.WhileHeadsAreExchanged();
            var answer = await base.SendAsync(request, cancellationToken);
            if (line.Down)
            {
                answer.Dispose();
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The line is cut.");
            }
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
