using System.Collections.Immutable;

namespace Legation.Relay;

/// <summary>A record whose attachments follow it, and how far they have come.</summary>
internal sealed class Following(long seq, Digest hash, ImmutableArray<AttachmentReference> contents)
{
    private int index;

    public long Seq => seq;

    /// <summary>Hash of the record's header.</summary>
    public Digest Hash => hash;

    public ImmutableArray<AttachmentReference> Contents => contents;

    public long Number { get; set; }

    /// <summary>Whether its contents were found to be whole since the link runs.</summary>
    public bool IsIntact { get; set; }

    /// <summary>The content that goes now.</summary>
    public AttachmentReference Content => contents[index];

    /// <summary>How much of it is durable there; null: to be asked.</summary>
    public long? Durable { get; private set; }

    /// <summary>Whether all contents are said to be there.</summary>
    public bool HasEnded => index == contents.Length;

    public void Advance(long durable)
    {
        Durable = durable;
        if (durable >= Content.Size)
            (index, Durable) = (index + 1, null);
    }

    public void BeginAgain() => (index, Durable) = (0, null);
}
