using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.OneRecord;

/// <summary>Looks at any record that the principal may have.</summary>
internal sealed class RecordViews(
    ReadGateway gateway,
    RecordAccess access,
    RecordNames names,
    AccessRule rule,
    IEnumerable<ModuleDefinition> modules,
    NodeIdentity node
)
{
    /// <summary>Null when for the principal there is no such record.</summary>
    public RecordView? Of(Principal principal, RecordId id)
    {
        if (gateway.Record(principal, id) is not { } record)
            return null;
        var distribution = access.Distribution(record);
        var label = rule.LabelAt(record.Label);
        return new RecordView(
            id,
            names.TitleOf(principal, id),
            modules.SelectMany(module => module.Kinds).Any(kind => kind.Name == id.Kind),
            record,
            label,
            record.Header.Home == node.Id ? null : record.At,
            References(principal, record.Header),
            access.Own(principal, label, [.. distribution.Audience.Select(member => member.Party)]),
            distribution
        );
    }

    private List<NamedRecord> References(Principal principal, RecordHeader header)
    {
        var visible = gateway.Among(principal, header.References.Select(reference => reference.Id));
        gateway.Shown(principal, "record references", visible);
        return [.. visible.Select(id => new NamedRecord(id, names.TitleOf(principal, id)))];
    }
}
