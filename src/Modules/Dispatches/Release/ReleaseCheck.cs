using System.Collections.Immutable;
using Legation.Dispatches.Cancel;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Release;

/// <summary>What a release comes to: the record to sign, the office code for its number, and what it then waits for.</summary>
internal sealed record ReleaseIntent(RecordIntent Record, string Office, DispatchStatus Status)
{
    /// <summary>The label of the paragraphs that carry no marking, if others do.</summary>
    public Label? Base { get; init; }

    /// <summary>What was judged beside it: what it answers and is made from, whether or not it refers to it.</summary>
    public IReadOnlyList<RecordId> MadeFrom { get; init; } = [];

    /// <summary>Offices that get a copy because a route says so.</summary>
    public IReadOnlyList<RecordId> Copy { get; init; } = [];
}

/// <summary>The rules that a dispatch must meet before it is signed.</summary>
internal sealed class ReleaseCheck(
    AcceptedPolicies policies,
    IDirectory directory,
    Receivers receivers,
    PortionLabels portions,
    SourceLabels sources,
    Revisions revisions,
    ReadGateway gateway,
    OfficeOnTheWay offices,
    NodeCode code,
    TimeProvider clock
)
{
    /// <summary>What its author releases alone, or what keeps him from it.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the dispatch; what it was made from before counts too.</param>
    /// <param name="written">What he has written.</param>
    public Outcome<ReleaseIntent> Check(Principal principal, RecordId id, DispatchInput written)
    {
        if (DraftLimits.Problem(principal, written) is { } limit)
            return limit;
        var input = revisions.WithFormerSources(principal, id, written);
        if (written.Corrects is { } unseen && gateway.Record(principal, unseen) is null)
            return DispatchRefusals.Wrong("corrects", "unknown", "There is no such dispatch here to correct.");
        if (written.Corrects is { } wrong)
            input = revisions.WithFormerSources(principal, wrong, input);
        if (Missing(principal, principal.ToAuthor(), input).FirstOrDefault() is { } missing)
            return missing;
        var text = Writable(principal, input).Value;
        if ((RevisionProblem(principal, id, input) ?? sources.Problem(principal, input, text.Base)) is { } undecided)
            return undecided;
        return Intend(principal, principal.ToAuthor(), input, text).Refused(out var refusal, out var intent)
            ? refusal
            : intent with
            {
                MadeFrom = SourceReader.IdsOf(input),
            };
    }

    /// <summary>
    /// The same once a releaser has chosen the label: what the sources' labels demand is his to judge, and who has them
    /// is no limit any more, but nothing that is released may then refer to them.
    /// </summary>
    public Outcome<ReleaseIntent> Decided(Principal releaser, Author author, DispatchInput input)
    {
        // A label newly chosen means by its groups those who belonged when the sources were made.
        var decided = input with
        {
            Label = sources.Stamped(releaser, input),
            Sources = [],
        };
        if (Missing(releaser, author, decided).FirstOrDefault() is { } missing)
            return missing;
        return Intend(releaser, author, decided, Writable(releaser, decided).Value)
            .Refused(out var refusal, out var intent)
            ? refusal
            : intent with
            {
                MadeFrom = SourceReader.IdsOf(input),
            };
    }

    // A corrected copy is made from all from which its original was made.
    private Refusal? RevisionProblem(Principal principal, RecordId id, DispatchInput input) =>
        revisions.Problem(principal, id) ?? (input.Corrects is { } wrong ? revisions.Problem(principal, wrong) : null);

    /// <summary>All that keeps the dispatch from being released, for an author who wants to put it right in one go.</summary>
    public IReadOnlyList<Refusal> Problems(Principal principal, RecordId id, DispatchInput written)
    {
        var missing = Missing(principal, principal.ToAuthor(), written).ToList();
        return missing.Count == 0 && Check(principal, id, written).Refusal is { } refusal ? [refusal] : missing;
    }

    /// <summary>The label as it will be signed: spelt as in its policy, with the values that the policy adds.</summary>
    public Outcome<Label> CompleteLabel(Label? label)
    {
        if (label is null)
            return DispatchRefusals.Missing("label", "Choose a classification: it decides who may receive this.");
        if (policies.Current.Find(label.Policy) is not { } policy)
            return DispatchRefusals.Wrong(
                "label.policy",
                "unknown-policy",
                "This node has not accepted a label policy of that name."
            );
        var now = clock.GetUtcNow();
        var complete = policy.Complete(label with { Made = null }, now);
        return policy.Validate(complete, now) is { } problem
            ? DispatchRefusals.Wrong($"label{problem.Place.Replace('/', '.')}", "label", Sentence(policy, problem))
            : complete;
    }

    /// <summary>The text with its labels, stamped as what it is made from, unless the author may not have what they mark.</summary>
    public Outcome<MarkedText> Writable(Principal principal, DispatchInput input)
    {
        if (WritableLabel(principal, sources.Stamped(principal, input)).Refused(out var refusal, out var complete))
            return refusal;
        if (portions.Read(complete, input.Text).Refused(out refusal, out var text))
            return refusal;
        return text.Labels.All(label => MayRead(principal, label)) ? text : AboveClearance("text");
    }

    // Each of the markings that cannot stand, for they are put right in one go.
    private IEnumerable<Refusal> NotWritable(Principal principal, DispatchInput input)
    {
        if (Writable(principal, input).Refusal is not { } first)
            return [];
        return
            WritableLabel(principal, sources.Stamped(principal, input)).Succeeded(out var label)
            && portions.Problems(label, new PortionedText(input.Text)).ToList() is { Count: > 0 } problems
            ? problems
            : [first];
    }

    /// <summary>The same as <see cref="CompleteLabel"/>, unless the author may not have what it marks.</summary>
    public Outcome<Label> WritableLabel(Principal principal, Label? label)
    {
        if (CompleteLabel(label).Refused(out var refusal, out var complete))
            return refusal;
        return MayRead(principal, complete) ? complete : AboveClearance("label");
    }

    private static Refusal AboveClearance(string field) =>
        DispatchRefusals.Wrong(field, "above-your-clearance", "You may not write under a label that you may not read.");

    private bool MayRead(Principal principal, Label label) =>
        policies.Current.Decide(label, principal.Clearance, clock.GetUtcNow()).Permitted;

    private IEnumerable<Refusal> Missing(Principal principal, Author author, DispatchInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Subject))
            yield return DispatchRefusals.Missing("subject", "Give the dispatch a subject.");
        if (string.IsNullOrWhiteSpace(input.Text))
            yield return DispatchRefusals.Missing("text", "Write the text before you release it.");
        if (input.Corrects is not null && CancelEffect.Problem(input.CorrectionReason) is { } unsaid)
            yield return unsaid;
        if (directory.For(principal).Party(author.InNameOf) is null)
            yield return DispatchRefusals.NotInDirectory;
        foreach (var refusal in NotWritable(principal, input))
            yield return refusal;
        if (AddresseeProblem(directory.For(principal), input) is { } problem)
            yield return problem;
        if (input.NoUseAfter <= clock.GetUtcNow())
            yield return DispatchRefusals.Wrong(
                "noUseAfter",
                "passed",
                "The time after which it is of no use has passed. Choose a later one, or none."
            );
        if (IsUnknown(directory.For(principal), input))
            yield return DispatchRefusals.Wrong(
                "about",
                "unknown-subject",
                "The directory has no such subject. Choose one of the list, or none."
            );
    }

    private static bool IsUnknown(DirectoryView view, DispatchInput input) =>
        input.About is { } about && view.Subjects.All(subject => subject.Id != about);

    // A rule about the whole of a tag set does not name it: “Releasable to: must have a value.”
    private static string Sentence(LabelPolicy policy, LabelProblem problem)
    {
        var path = problem.Place.Split('/');
        var whole = path is [_, "categories", _] ? policy.FindTagSet(path[2]) : null;
        return whole is null ? $"{problem.Rule}." : $"{whole.Name}: {problem.Rule}.";
    }

    private Outcome<ReleaseIntent> Intend(Principal principal, Author author, DispatchInput input, MarkedText text)
    {
        var view = directory.For(principal);
        var office = offices.Of(view, author.InNameOf, input.About);
        var lines = receivers.Of(principal, view, text, input);
        var receiving = lines.Where(d => d.Receives).Select(d => d.Party).ToList();
        if (receiving.Count == 0)
            return NobodyReceives(view, lines);
        var own = receivers.OwnSide(principal, author.InNameOf, view, input);
        if (input.InReplyTo is { } answered && gateway.Record(principal, answered) is null)
            return DispatchRefusals.Wrong("inReplyTo", "unknown", "There is no such dispatch here to answer.");
        List<RecordId> copy =
        [
            .. receivers
                .Copy(principal, view, text, input, author.InNameOf)
                .Where(line => line.Receives)
                .Select(line => line.Party),
        ];
        return new ReleaseIntent(
            new RecordIntent(
                author,
                text.Whole,
                [.. receiving, .. own, .. copy, .. office is { } through ? new[] { through } : []]
            )
            {
                Precedence = input.Precedence,
                Expires = input.NoUseAfter,
                References = References(principal, input),
                Attachments = [.. input.Attachments.Select(file => file.Reference)],
            },
            code.Code,
            office is null ? DispatchStatus.Released : DispatchStatus.AwaitingClearance
        )
        {
            Base = text.IsMarked ? text.Base : null,
            Copy = copy,
        };
    }

    // What it answers comes first.
    private ImmutableArray<RecordReference> References(Principal principal, DispatchInput input) =>
        [
            .. new[] { input.InReplyTo }
                .OfType<RecordId>()
                .Concat(input.Sources)
                .Distinct()
                .Select(id => gateway.Record(principal, id)!.Record.ToReference()),
        ];

    private static Refusal NobodyReceives(DirectoryView view, IEnumerable<PartyDistribution> lines) =>
        DispatchRefusals.Wrong(
            "action",
            "nobody-receives",
            "None of the addressees would receive it. Choose another label or other addressees. "
                + string.Join(' ', lines.Select(line => $"{view.FullNameOf(line.Party)}: {line.Why}"))
        );

    private static Refusal? AddresseeProblem(DirectoryView view, DispatchInput input)
    {
        if (input.Action.Count + input.Info.Count == 0)
            return DispatchRefusals.Missing("action", "Name at least one addressee.");
        for (var i = 0; i < input.Action.Count; i++)
            if (view.Party(input.Action[i]) is null)
                return DispatchRefusals.Wrong(
                    $"action[{i}]",
                    "unknown-addressee",
                    "The directory has no such addressee."
                );
        for (var i = 0; i < input.Info.Count; i++)
            if (view.Party(input.Info[i]) is null)
                return DispatchRefusals.Wrong(
                    $"info[{i}]",
                    "unknown-addressee",
                    "The directory has no such addressee."
                );
        return null;
    }
}

/// <summary>The node's short code, with which its numbers begin.</summary>
/// <param name="Code">Two to four capital letters: <c>SEL</c>.</param>
public sealed record NodeCode(string Code);
