using System.Formats.Cbor;
using System.Net;

namespace Legation.Faults.Tests.Caller;

/// <summary>What a node answered to a batch.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Why there is no receipt; empty: there is one.</param>
/// <param name="Receipt">The signed receipt; empty: there is none.</param>
internal sealed record CallerAnswer(HttpStatusCode Status, string Code, byte[] Receipt)
{
    /// <summary>What became of each record: <c>stored</c>, <c>held</c>, <c>complete</c>, or the code of its refusal.</summary>
    public IReadOnlyList<string> Outcomes => Read();

    public static CallerAnswer Of(HttpStatusCode status, byte[] content) =>
        status == HttpStatusCode.OK ? new(status, "", content) : new(status, CodeOf(content), []);

    private static string CodeOf(byte[] content)
    {
        if (content.Length == 0)
            return "";
        var r = new CborReader(content);
        r.ReadStartMap();
        r.ReadInt32();
        return r.ReadTextString();
    }

    private List<string> Read()
    {
        Code.ShouldBe("", $"no receipt, but {(int)Status}");
        var r = new CborReader(Cose.Payload(Receipt));
        r.ReadStartMap();
        while (r.ReadInt32() != 8)
            r.SkipValue();
        var lines = new List<string>();
        r.ReadStartArray();
        while (r.PeekState() != CborReaderState.EndArray)
            lines.Add(Line(r));
        return lines;
    }

    private static string Line(CborReader r)
    {
        r.ReadStartArray();
        r.ReadByteString();
        var outcome = r.ReadInt32() switch
        {
            1 => "stored",
            2 => "held",
            3 => "complete",
            _ => r.ReadTextString(),
        };
        while (r.PeekState() != CborReaderState.EndArray)
            r.SkipValue();
        r.ReadEndArray();
        return outcome;
    }
}
