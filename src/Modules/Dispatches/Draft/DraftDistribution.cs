using Legation.Dispatches.Contracts;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Draft;

/// <summary>What the author is told about a draft's distribution before it is released.</summary>
/// <param name="Label">The label in words; null while there is none that is valid.</param>
/// <param name="Missing">What must be chosen or put right first; null: nothing.</param>
/// <param name="Lines">Each addressee, whether it receives and why or why not.</param>
/// <param name="Way">Which way it goes and why; null where nothing was ruled.</param>
internal sealed record DraftDistributionShown(
    LabelShown? Label,
    string? Missing,
    IReadOnlyList<DistributionLine> Lines,
    string? Way
)
{
    /// <summary>Paragraphs about those who would receive them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Tells who would receive a draft, by the rule by which it would be sent.</summary>
internal sealed class DraftDistribution(
    ReleaseCheck check,
    Receivers receivers,
    IDistribution distribution,
    Subjects subjects,
    IDirectory directory,
    LabelWords labels,
    OfficeOnTheWay offices
)
{
    public DraftDistributionShown Of(Principal principal, DispatchInput input)
    {
        var view = directory.For(principal);
        if (check.Writable(principal, input).Refused(out var refusal, out var text))
            return new DraftDistributionShown(null, refusal.Sentence, [], Way(principal, view, input));
        var lines = receivers.Of(principal, view, text, input);
        return new DraftDistributionShown(
            labels.Of(text.Whole),
            lines.Count == 0 ? "Tick addressees to see who would receive it." : null,
            [
                .. lines.Select(line => new DistributionLine(
                    PartyWords.Of(view, line.Party),
                    line.Receives,
                    line.Receives ? Role(line.Party, input) : distribution.WithRest(text, line).Why
                )),
                .. receivers
                    .Copy(principal, view, text, input, principal.Post)
                    .Select(line => new DistributionLine(
                        PartyWords.Of(view, line.Party),
                        line.Receives,
                        line.Receives ? "a copy, by the route" : line.Why
                    )),
            ],
            Way(principal, view, input)
        )
        {
            Warnings = subjects.Of(principal, text.Text, lines.Where(line => line.Receives).Select(line => line.Party)),
        };
    }

    private static string Role(RecordId party, DispatchInput input) =>
        input.Action.Count > 1 && input.Action[0] == party ? "for action, leads"
        : input.Action.Contains(party) ? "for action"
        : "for information";

    private string? Way(Principal principal, DirectoryView view, DispatchInput input) =>
        offices.Sentence(view, principal.Post, input.About, input.Precedence);
}
