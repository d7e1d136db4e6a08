using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>Finds what is wrong with a document before anything of it is entered.</summary>
internal sealed class DocumentCheck(
    DirectoryEntries entries,
    LimitCheck limits,
    NodeIdentity node,
    AcceptedPolicies policies,
    TimeProvider clock
)
{
    private const string NotHere =
        "which is not in the directory here; it comes from its own node, once that node's card is accepted. See legation directory list";

    /// <summary>The first line that is wrong; null: none.</summary>
    public Refusal? Problem(DirectoryDocument document)
    {
        var offices = Keys(document.Offices, o => o.Key);
        var posts = Keys(document.Posts, p => p.Key);
        var users = Keys(document.People, p => p.User);
        var subjects = Keys(document.Subjects, s => s.Key);
        return LabelProblem(document.Label)
            ?? Nameless(document)
            ?? DetailsCheck.Problem(document)
            ?? First("offices", document.Offices, (at, o) => NotEntered($"{at}.id", o.Id, "office"))
            ?? First("posts", document.Posts, (at, p) => NotEntered($"{at}.id", p.Id, "post"))
            ?? First("people", document.People, (at, p) => NotEntered($"{at}.id", p.Id, "person"))
            ?? First("subjects", document.Subjects, (at, s) => NotEntered($"{at}.id", s.Id, "subject"))
            ?? First("posts", document.Posts, (at, p) => Unknown($"{at}.office", p.Office, offices))
            ?? First("people", document.People, (at, p) => Unknown($"{at}.post", p.Post, posts))
            ?? First("people", document.People, (at, p) => Absent($"{at}.actingFor", p.ActingFor, users))
            ?? First("people", document.People, (at, p) => Backwards($"{at}.to", p))
            ?? First("routes", document.Routes, (at, r) => Sender($"{at}.sender", r.Sender))
            ?? First("routes", document.Routes, (at, r) => Via($"{at}.via", r.Via, offices))
            ?? First("routes", document.Routes, (at, r) => Mode($"{at}.mode", r))
            ?? First("routes", document.Routes, (at, r) => Subject($"{at}.subject", r.Subject, subjects))
            ?? First("routes", document.Routes, (at, r) => limits.Problem(at, r, document.Posts ?? []));
    }

    private Refusal? LabelProblem(Label? label)
    {
        if (label is null)
            return null;
        if (policies.Current.Find(label.Policy) is not { } policy)
            return Wrong("label.policy", $"names {label.Policy}, which this node has not accepted");
        var now = clock.GetUtcNow();
        return policy.Validate(policy.Complete(label, now), now) is { } problem
            ? Wrong($"label{problem.Place.Replace('/', '.')}", problem.Rule)
            : null;
    }

    private static Refusal? Nameless(DirectoryDocument document)
    {
        var named = (document.Offices ?? [])
            .Select((o, i) => (Field: $"offices[{i}].name", o.Name))
            .Concat((document.People ?? []).Select((p, i) => (Field: $"people[{i}].name", p.Name)))
            .Concat((document.Subjects ?? []).Select((s, i) => (Field: $"subjects[{i}].name", s.Name)));
        if (document.Organisation is { } organisation)
            named = named.Append(("organisation.name", organisation.Name));
        return named.FirstOrDefault(n => n.Name.IsDefaultOrEmpty || n.Name.Any(IsIncomplete)).Field is { } field
            ? Wrong(field, "needs a name: [{\"text\": …, \"lang\": …}]")
            : null;
    }

    // A document may leave out what the type does not let anybody leave out.
    private static bool IsIncomplete(LocalisedName? name) => name is not { Text: not null, Lang: not null };

    private Refusal? NotEntered(string field, RecordId? id, string kind) =>
        id is not { } given || (given.Kind == kind && entries.HomeOf(given) == node.Id)
            ? null
            : Wrong(field, $"is {given}; write the id of a {kind} that this node has entered, or leave it out");

    private static Refusal? Unknown(string field, string key, HashSet<string> known) =>
        known.Contains(key) ? null : Wrong(field, $"names {key}, which the document does not have");

    private Refusal? Absent(string field, string? person, HashSet<string> users)
    {
        if (person is null || users.Contains(person))
            return null;
        if (!RecordId.TryParse(person, out var id) || id.Kind != "person")
            return Wrong(field, $"is {person}; write the user or id of the person who is absent, or leave it out");
        return entries.HomeOf(id) is null ? Wrong(field, $"names {person}, {NotHere}") : null;
    }

    private Refusal? Backwards(string field, PersonLine person) =>
        person.To is { } end && end < (person.From ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            ? Wrong(field, "is before the first day")
            : null;

    // A node follows its own rulings always, others only if they were told to: a ruling on one's own post or office
    // would hold its dispatches for a clearance that nobody else asks for or gives.
    private Refusal? Sender(string field, string sender)
    {
        if (!RecordId.TryParse(sender, out var id) || id.Kind is not ("post" or "office" or "organisation"))
            return Wrong(
                field,
                $"is {sender}; write the id of another node's post or office, or of an organisation, as legation directory list prints it"
            );
        if (entries.HomeOf(id) is not { } home)
            return Wrong(field, $"names {sender}, {NotHere}");
        return home == node.Id && id.Kind != "organisation"
            ? Wrong(
                field,
                $"is this node's own {id.Kind}, whose route another node rules: import the line at headquarters, and accept the card of headquarters here with --rules-routes"
            )
            : null;
    }

    private Refusal? Via(string field, string via, HashSet<string> offices)
    {
        if (via == RouteLine.Direct || offices.Contains(via))
            return null;
        if (!RecordId.TryParse(via, out var id) || id.Kind != "office")
            return Wrong(field, $"is {via}; write the key or id of an office, or \"{RouteLine.Direct}\"");
        return entries.HomeOf(id) is null ? Wrong(field, $"names {via}, {NotHere}") : null;
    }

    private static Refusal? Mode(string field, RouteLine route) =>
        (route.Mode, route.Via) switch
        {
            (null, _) or (RouteLine.Direct, RouteLine.Direct) => null,
            (RouteLine.Through or RouteLine.Copy, not RouteLine.Direct) => null,
            (RouteLine.Through or RouteLine.Copy, _) => Wrong(
                field,
                $"is {route.Mode}, which needs an office, but via is \"{RouteLine.Direct}\""
            ),
            _ => Wrong(
                field,
                $"is {route.Mode}; write \"{RouteLine.Through}\" or \"{RouteLine.Copy}\", or leave it out"
            ),
        };

    private Refusal? Subject(string field, string? subject, HashSet<string> subjects)
    {
        if (subject is null || subjects.Contains(subject))
            return null;
        if (!RecordId.TryParse(subject, out var id) || id.Kind != "subject")
            return Wrong(field, $"is {subject}; write the key or id of a subject, or leave it out");
        return entries.HomeOf(id) is null ? Wrong(field, $"names {subject}, {NotHere}") : null;
    }

    private static HashSet<string> Keys<T>(IReadOnlyList<T>? lines, Func<T, string> key) =>
        (lines ?? []).Select(key).ToHashSet(StringComparer.Ordinal);

    internal static Refusal? First<T>(string list, IReadOnlyList<T>? lines, Func<string, T, Refusal?> problem) =>
        (lines ?? []).Select((line, i) => problem($"{list}[{i}]", line)).FirstOrDefault(found => found is not null);

    internal static Refusal Wrong(string field, string rule) =>
        new(RefusalKind.Invalid, "directory-document", $"{field} {rule}.", field);
}
