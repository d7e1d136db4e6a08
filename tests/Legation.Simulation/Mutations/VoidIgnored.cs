namespace Legation.Simulation;

/// <summary>A line that sends what it was to send as a void all the same.</summary>
internal sealed class VoidIgnored : Mutation
{
    public override IPeerLine Over(IPeerLine line) => new Line(line);

    private sealed class Line(IPeerLine line) : IPeerLine
    {
        private readonly Dictionary<Digest, BatchItem> items = [];

        public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) =>
            line.SendAsync(Whole(BatchCodec.Decode(batch)!), cancellation);

        public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
            line.SendPieceAsync(piece, cancellation);

        public Task<LineAnswer> CallAsync(CancellationToken cancellation) => line.CallAsync(cancellation);

        public void Dispose() => line.Dispose();

        private byte[] Whole(Batch batch)
        {
            for (var i = 0; i < batch.Items.Count; i++)
                if (!batch.Items[i].ClaimsVoid)
                    items[batch.Head.Hashes[i]] = batch.Items[i];
            var whole = batch.Items.Select((item, i) => items.GetValueOrDefault(batch.Head.Hashes[i], item));
            return BatchCodec.Encode(batch with { Items = [.. whole] });
        }
    }
}
