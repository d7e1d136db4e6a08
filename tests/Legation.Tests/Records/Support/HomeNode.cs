using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Tests.Records.Support;

/// <summary>A node that makes and signs records.</summary>
internal sealed class HomeNode(int number) : IDisposable
{
    private readonly NodeKey key = NodeKey.Generate();

    public RecordId Id { get; } = Drafts.Fixed("node", number);

    public NodeIdentity Identity => new(Id, $"Node {number}", Drafts.Fixed("organisation", number), 1, key);

    public VerificationKey Key => new(key.PublicKey.Span);

    public SignedRecord First(
        RecordId id,
        string text = "",
        Label? label = null,
        ImmutableArray<RecordId>? audience = null,
        params ImmutableArray<RecordReference> about
    ) => Sign(Header(id, label, audience) with { References = about }, text);

    public SignedRecord Next(
        SignedRecord before,
        string text = "",
        Label? label = null,
        params ImmutableArray<RecordReference> about
    ) =>
        Sign(
            before.Header with
            {
                Version = before.Header.Version + 1,
                Previous = before.Hash,
                References = about,
                Label = label ?? before.Header.Label,
            },
            text
        );

    public SignedRecord Sign(RecordHeader header, string text) => SignedRecord.Sign(header, Drafts.Json(text), key);

    public RecordHeader Header(RecordId id, Label? label = null, ImmutableArray<RecordId>? audience = null)
    {
        var draft = Drafts.Header(id) with { Home = Id };
        return draft with { Label = label ?? draft.Label, Audience = audience ?? draft.Audience };
    }

    public void Dispose() => key.Dispose();
}
