using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Portions;

/// <summary>Warns an author of paragraphs about those who would receive them. It is a warning: names deceive.</summary>
internal sealed class Subjects(IDirectory directory, TimeProvider clock)
{
    /// <summary>A sentence for each paragraph that names somebody who would receive it.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="text">What he has written.</param>
    /// <param name="receiving">Addressees who would receive it.</param>
    public IReadOnlyList<string> Of(Principal principal, PortionedText text, IEnumerable<RecordId> receiving)
    {
        var view = directory.For(principal);
        var own = view.Party(principal.Post)?.Organisation;
        var known = receiving
            .Select(view.Party)
            .OfType<Party>()
            .Where(party => party.Organisation != own)
            .Select(party => (Party: party, Names: NamesOf(view, party)))
            .ToList();
        return
        [
            .. text
                .Seen.Select(portion => (portion, Named: Named(text.WordsOf(portion), known)))
                .Where(found => found.Named.Count > 0)
                .Select(found => Sentence(view, found.portion, found.Named)),
        ];
    }

    private static List<Party> Named(string words, List<(Party Party, List<SubjectName> Names)> known)
    {
        var read = SubjectName.OneSpaced(words);
        return [.. known.Where(entry => entry.Names.Exists(name => name.IsIn(read))).Select(entry => entry.Party)];
    }

    private static string Sentence(DirectoryView view, Portion portion, List<Party> named) =>
        $"{portion.Name} is about {string.Join(" and ", named.Select(party => PartyWords.Of(view, party.Id)))}, "
        + $"which would receive it. Mark it higher, leave the {(named.Count == 1 ? "addressee" : "addressees")} out, or, "
        + "with the paragraph marked, make a releasable version after the release.";

    /// <summary>Itself, what it belongs to, what belongs to it, and who holds these posts today.</summary>
    private List<SubjectName> NamesOf(DirectoryView view, Party party)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var parts = view.Parties.Where(other => IsWithin(other, party)).ToList();
        RecordId?[] above = [party.Office, party.Organisation];
        var names = parts
            .Concat(above.OfType<RecordId>().Select(view.Party).OfType<Party>())
            .SelectMany(other => other.Names)
            .Concat(parts.SelectMany(post => view.HoldersOf(post.Id, today)).SelectMany(person => person.Names));
        return [.. names.Select(name => new SubjectName(name.Text)).Where(name => name.CanBeFound).Distinct()];
    }

    private static bool IsWithin(Party other, Party party) =>
        other.Id == party.Id
        || other.Office == party.Id
        || (party.Kind == "organisation" && other.Organisation == party.Id);
}
