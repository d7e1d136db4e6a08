using System.Text.Json;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// Says which signing keys of a node count no longer. Its own node says so of former keys, and a node whose routes are
/// followed of any; said by others it has no effect.
/// </summary>
internal sealed class RevocationKind(KeyTrust trust) : RecordKind
{
    public const string Word = "revocation";

    public override string Name => Word;

    public override bool TravelsOnSystemLane => true;

    public override RecordId? Awaits(SignedRecord record, IKindSession session) => null;

    public override Refusal? Admit(SignedRecord record, IKindSession session) =>
        Revocation.Read(record.Body) is { } said ? trust.WhyNotRevoke(record, said) : KeyRefusals.Unreadable;

    public override void TakeEffect(AppliedRecord record, LedgerTransaction transaction)
    {
        if (Revocation.Read(record.Record.Body) is { } said)
            trust.Revoke(record.Record, said, transaction);
    }
}

/// <summary>Body of a revocation.</summary>
/// <param name="Node">Whose keys.</param>
/// <param name="Keys">Their ids.</param>
internal sealed record Revocation(RecordId Node, IReadOnlyList<Digest> Keys)
{
    private const int MostKeys = 100;

    public byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new { node = Node.ToString(), keys = Keys.Select(key => key.ToString()) });

    public static Revocation? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var keys = json.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!).ToList();
            return
                RecordId.TryParse(json.RootElement.GetProperty("node").GetString(), out var node)
                && node.Kind == "node"
                && keys.Count is > 0 and <= MostKeys
                ? new Revocation(node, [.. keys.Select(key => new Digest(Convert.FromHexString(key)))])
                : null;
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            return null;
        }
    }
}
