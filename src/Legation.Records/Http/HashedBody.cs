using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Legation.Records.Http;

/// <summary>
/// The body of a request, which is hashed while whoever answers reads it: what the answer refuses without reading is never
/// taken in, and nothing is kept of what is read.
/// </summary>
internal sealed class HashedBody : Stream
{
    private const int Piece = 8192;

    private readonly Stream body;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Takes the place of a request's body.</summary>
    public HashedBody(HttpRequest request)
    {
        body = request.Body;
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"));
        request.Body = this;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Digest of address and body, of which the rest is read and let go.</summary>
    public async Task<Digest> DigestAsync(CancellationToken cancellation = default)
    {
        var buffer = new byte[Piece];
        while (await ReadAsync(buffer, cancellation) > 0) { }
        return new Digest(hash.GetCurrentHash());
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The server allows reading in no other way.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }
}
