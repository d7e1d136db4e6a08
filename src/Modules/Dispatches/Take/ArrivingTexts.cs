using Legation.Records;
using Legation.TextImport;
using Microsoft.AspNetCore.Http;

namespace Legation.Dispatches.Take;

/// <summary>
/// Reads the bodies of texts into memory, where they stay until their turn has come. All together they have only so much
/// room; beyond it they are refused, whoever sent them.
/// </summary>
internal sealed class ArrivingTexts
{
    /// <summary>Three of the largest at once, or hundreds of what one pastes.</summary>
    public const long Room = 3L * ImportLimits.MostFile;

    private long taken;

    /// <summary>The body; whoever has it gives its room back by disposing of it.</summary>
    public async Task<Outcome<ArrivedText>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var text = new ArrivedText(this);
        try
        {
            var refusal = await FillAsync(text, body, cancellation);
            if (refusal is null)
                return text;
            text.Dispose();
            await ReadOnAsync(body, cancellation);
            return refusal;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            text.Dispose();
            return TakeRefusals.TooLarge;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    public void GiveBack(long length) => Interlocked.Add(ref taken, -length);

    private async Task<Refusal?> FillAsync(ArrivedText text, Stream body, CancellationToken cancellation)
    {
        var piece = new byte[64 * 1024];
        for (int length; (length = await body.ReadAsync(piece, cancellation)) > 0; )
        {
            if (text.Length + length > ImportLimits.MostFile)
                return TakeRefusals.TooLarge;
            var isRoom = Interlocked.Add(ref taken, length) <= Room;
            text.Add(piece.AsSpan(0, length));
            if (!isRoom)
                return TakeRefusals.Busy;
        }
        return null;
    }

    // A browser reads no answer before it has sent all; a connection that is cut meanwhile shows it none.
    private static Task ReadOnAsync(Stream body, CancellationToken cancellation) =>
        body.CopyToAsync(Stream.Null, cancellation);
}
