using Legation.Labels;

namespace Legation.Relay;

/// <summary>
/// The labels of what is in a carried file, each once as it is marked. A record counts under every label that it has:
/// what it was relabelled to, for that is how high it is; what its envelope says, for whoever opens the file reads that
/// still, also when it was lowered; and that of the newer version, which its release is decided by too.
/// </summary>
internal sealed class CarriedLabels(RunnerParts parts) : IDisposable
{
    private readonly Journal journal = new(parts.Store);
    private readonly Dictionary<string, Label> byMarking = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Label> All => byMarking.Values;

    public void Add(long seq)
    {
        var record = journal.At(seq)!;
        Add(record.Header.Label);
        Add(record.EffectiveLabel);
        foreach (var newer in journal.Query(AttachmentRelease.Newer, Journal.MapRecord, seq))
            if (newer.Header.Id == record.Header.Id)
                Add(newer.EffectiveLabel);
    }

    public void Dispose() => journal.Dispose();

    private void Add(Label label) => byMarking.TryAdd(parts.Policies.Current.Marking(label), label);
}
