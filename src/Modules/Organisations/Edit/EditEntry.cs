using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Organisations.Edit;

/// <summary>What an entry is to say.</summary>
internal sealed record EntryInput(ImmutableArray<LocalisedName> Names, EntryDetails Details);

/// <summary>An entry as its editor sees it.</summary>
/// <param name="Version">The version, over which he writes.</param>
internal sealed record EntryToEdit(DirectoryEntry Entry, int Version);

/// <summary>
/// Changes this node's part of the directory for those who have the duty to operate it; every change is a version of the
/// record that names who made it. An entry keeps its label; a new person takes that of the node's organisation.
/// </summary>
internal sealed class EditEntry(
    DirectoryReader reader,
    DirectoryRegistrar registrar,
    ReadGateway gateway,
    RecordMaker maker,
    NodeIdentity node
)
{
    public static bool IsEditor(Principal principal) => principal.Duties.HasFlag(Duties.Operate);

    /// <summary>The entry, if the principal may change it.</summary>
    public Outcome<EntryToEdit> Open(Principal principal, RecordId id)
    {
        if (reader.BookFor(principal).Find(id) is not { } entry || gateway.Record(principal, id) is not { } record)
            return DirectoryRefusals.NotFound;
        return !IsEditor(principal) ? DirectoryRefusals.NotYours
            : entry.Home != node.Id ? DirectoryRefusals.NotOurs
            : new EntryToEdit(entry, record.Header.Version);
    }

    /// <summary>Changes the entry, if it is still the version that its editor has seen.</summary>
    public async Task<Outcome<Entry>> SaveAsync(Principal principal, RecordId id, EntryInput input, int version)
    {
        if (Open(principal, id).Refused(out var refusal, out var edited))
            return refusal;
        if (Problem(input) is { } problem)
            return problem;
        var how = new Entering(null, principal.ToAuthor(), version);
        return await registrar.ChangeAsync(id, input.Names, input.Details, edited.Entry.Office, how);
    }

    /// <summary>Enters a person.</summary>
    public async Task<Outcome<Entry>> AddPersonAsync(Principal principal, EntryInput input)
    {
        if (!IsEditor(principal))
            return DirectoryRefusals.NotYours;
        if (Problem(input) is { } problem)
            return problem;
        var label = reader.BookFor(principal).Find(node.Organisation)?.Label;
        var how = new Entering(label, principal.ToAuthor());
        return await registrar.ChangeAsync(maker.NewId("person"), input.Names, input.Details, null, how);
    }

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static Refusal? Problem(EntryInput input) =>
        input.Names.IsEmpty
            ? DirectoryRefusals.Nameless
            : DetailsRule
                .Problems(input.Names)
                .Select(problem => DirectoryRefusals.Wrong($"names{problem.Place}", problem.Rule))
                .Concat(
                    DetailsRule
                        .Problems(input.Details)
                        .Select(problem => DirectoryRefusals.Wrong(problem.Place, problem.Rule))
                )
                .FirstOrDefault();
}
