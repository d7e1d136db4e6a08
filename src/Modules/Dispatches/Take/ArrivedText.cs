namespace Legation.Dispatches.Take;

/// <summary>The body of a text, in memory, as long as it is needed.</summary>
internal sealed class ArrivedText(ArrivingTexts room) : IDisposable
{
    private MemoryStream? bytes = new();

    public long Length => bytes?.Length ?? 0;

    public byte[] ToBytes() => bytes?.ToArray() ?? [];

    public void Add(ReadOnlySpan<byte> piece) => bytes!.Write(piece);

    public void Dispose()
    {
        room.GiveBack(Length);
        bytes = null;
    }
}
