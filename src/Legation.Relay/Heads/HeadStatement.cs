using System.Collections.Immutable;
using System.Formats.Cbor;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>How far a lane has come.</summary>
/// <param name="Epoch">Epoch of the node that numbers it.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Number">Highest number given, or up to which all were taken.</param>
internal readonly record struct LaneMark(int Epoch, Lane Lane, long Number);

/// <summary>
/// What a node says to a peer of itself at an instant. As deterministic CBOR inside COSE_Sign1: {1 form, 2 node, 3 epoch,
/// 4 receiver, 5 size, 6 root, 7 at, 8 [[epoch, lane, number] …] taken, 9 the same, numbered, ? 10 heard}.
/// </summary>
/// <param name="Node">Who says it.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Receiver">To whom.</param>
/// <param name="Size">Entries of its journal.</param>
/// <param name="Root">Root of its audit tree over them.</param>
/// <param name="At">The time by its clock.</param>
/// <param name="Taken">Of the receiver's lanes, up to which number all were taken.</param>
/// <param name="Numbered">Of its own lanes to the receiver, the highest numbers given.</param>
/// <param name="Heard">
/// SHA-256 of what it last heard the receiver say, whole as signed: this one is later. Null: nothing since it started.
/// </param>
internal sealed record HeadStatement(
    RecordId Node,
    int Epoch,
    RecordId Receiver,
    long Size,
    Digest Root,
    DateTimeOffset At,
    ImmutableArray<LaneMark> Taken,
    ImmutableArray<LaneMark> Numbered,
    Digest? Heard = null
)
{
    /// <summary>More than any honest statement has.</summary>
    public const int Longest = 16 * 1024;

    private const int Form = 1;
    private const int MostMarks = 200;

    /// <summary>Where its journal stands.</summary>
    public (int Epoch, long Size, Digest Root) Place => (Epoch, Size, Root);

    public byte[] Sign(IRecordSigner signer) => signer.Sign(Encode(), SignedContent.Head);

    /// <summary>The statement, if one of the keys signed it; else null.</summary>
    public static HeadStatement? Open(byte[] signed, IReadOnlyList<VerificationKey> keys) =>
        keys.Select(key => key.Open(signed, SignedContent.Head)).FirstOrDefault(content => content is not null)
            is { } content
            ? CborFields.Read(content, Read)
            : null;

    /// <summary>Reads one whose signature was verified before.</summary>
    public static HeadStatement? ReadVerified(byte[] signed) =>
        Sign1.Read(signed)?.Content is { } content ? CborFields.Read(content, Read) : null;

    /// <summary>What is signed.</summary>
    public byte[] Encode()
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(Heard is null ? 9 : 10);
        w.Field(1, Form);
        w.Field(2, Node);
        w.Field(3, Epoch);
        w.Field(4, Receiver);
        w.Field(5, Size);
        w.Field(6, Root);
        w.Field(7, At.ToMicroseconds());
        Write(w, 8, Taken);
        Write(w, 9, Numbered);
        if (Heard is { } heard)
            w.Field(10, heard);
        w.WriteEndMap();
        return w.Encode();
    }

    private static HeadStatement Read(CborReader r)
    {
        var fields = r.ReadStartMap();
        if (fields is not (9 or 10) || r.Int(1) != Form)
            throw new FormatException("The statement's form is not known here.");
        var statement = new HeadStatement(
            r.Id(2),
            checked((int)r.Int(3)),
            r.Id(4),
            r.Int(5),
            r.Digest(6),
            Instants.FromMicroseconds(r.Int(7)),
            Marks(r, 8),
            Marks(r, 9),
            fields == 10 ? r.Digest(10) : null
        );
        r.ReadEndMap();
        return statement is { Epoch: >= 1, Size: >= 0 }
            ? statement
            : throw new FormatException("The statement has an epoch or a size out of range.");
    }

    private static void Write(CborWriter w, int key, ImmutableArray<LaneMark> marks)
    {
        w.WriteInt32(key);
        w.WriteStartArray(marks.Length);
        foreach (var mark in marks)
        {
            w.WriteStartArray(3);
            w.WriteInt32(mark.Epoch);
            w.WriteInt32((int)mark.Lane);
            w.WriteInt64(mark.Number);
            w.WriteEndArray();
        }
        w.WriteEndArray();
    }

    private static ImmutableArray<LaneMark> Marks(CborReader r, int key)
    {
        r.Key(key);
        if (r.ReadStartArray() is not (>= 0 and <= MostMarks and var length))
            throw new FormatException("The statement names too many lanes.");
        var marks = ImmutableArray.CreateBuilder<LaneMark>(length);
        for (var i = 0; i < length; i++)
            marks.Add(Mark(r));
        r.ReadEndArray();
        return marks.MoveToImmutable();
    }

    private static LaneMark Mark(CborReader r)
    {
        if (r.ReadStartArray() != 3)
            throw new FormatException("A lane has an epoch, a lane and a number.");
        var mark = new LaneMark(r.ReadInt32(), (Lane)r.ReadInt32(), r.ReadInt64());
        r.ReadEndArray();
        return mark is { Epoch: >= 1, Lane: >= Lane.System and <= Lane.Attachments, Number: >= 0 }
            ? mark
            : throw new FormatException("A lane has an epoch, a lane or a number out of range.");
    }
}
