using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Releasable;

/// <summary>A version of a dispatch for those who may have a part of it: one person makes it, another lets it go.</summary>
internal sealed class ReleasableProposal(
    Originals originals,
    ReleasableVersions versions,
    IDirectory directory,
    OfficeOnTheWay offices,
    AcceptedPolicies policies,
    RecordMaker maker,
    NodeCode code
) : ProposalKind
{
    public const string KindName = "releasable";

    public override string Name => KindName;

    // One version after the other may wait, each for others.
    public override bool AreOne(Asked one, Asked other) =>
        ReleasableContent.Read(one.Content).For.Intersect(ReleasableContent.Read(other.Content).For).Any();

    public override ProposalView? Open(Principal viewer, Proposal proposal)
    {
        var content = ReleasableContent.Read(proposal.Content);
        if (!originals.Open(viewer, proposal.Dispatch).Succeeded(out var original))
            return null;
        var view = directory.For(viewer);
        var label = original.Text.Base;
        var facts = new List<(string, string)> { ("Subject of the version", content.Subject) };
        ReleasableIntent? intent = null;
        if (
            versions.Preview(viewer, original, content.For).Refused(out var refusal, out var preview)
            || versions.Check(viewer, proposal.Author, original, content, preview).Refused(out refusal, out intent)
        )
            facts.Add(("It cannot be released", refusal.Sentence));
        else
        {
            label = intent.Record.Label;
            facts.Add(("Label of the version", policies.Current.Marking(label)));
        }
        facts.AddRange(offices.Fact(view, proposal.Author.InNameOf, original.Detail.Item.About));
        if (preview is not null)
            facts.AddRange(Facts(original, content, preview));
        return new ProposalView
        {
            ChangeAt = $"/dispatches/{proposal.Dispatch}/releasable?proposal={proposal.Id}",
            Original = original.Detail,
            Text = AsReleased(proposal, content, original, label, intent),
            Facts = facts,
            Sources = [.. new[] { original.Detail.InReplyTo }.OfType<DispatchItem>(), .. original.Detail.Sources],
            Distribution =
            [
                .. content.For.Select(party => new DistributionLine(
                    PartyWords.Of(view, party),
                    true,
                    "the version alone"
                )),
            ],
        };
    }

    public override Outcome<Func<LedgerTransaction, Outcome<RecordId>>> Prepare(
        Principal releaser,
        Proposal proposal,
        Label? label
    )
    {
        var content = ReleasableContent.Read(proposal.Content);
        if (originals.Open(releaser, proposal.Dispatch).Refused(out var refusal, out var original))
            return refusal;
        if (content.Original != original.Record.Hash.ToString())
            return DispatchRefusals.RevisedSince;
        if (versions.Check(releaser, proposal.Author, original, content).Refused(out refusal, out var intent))
            return refusal;
        return new Func<LedgerTransaction, Outcome<RecordId>>(transaction =>
            Release(transaction, releaser, proposal, original, intent)
        );
    }

    private Outcome<RecordId> Release(
        LedgerTransaction transaction,
        Principal releaser,
        Proposal proposal,
        Original original,
        ReleasableIntent intent
    )
    {
        if (
            transaction.CurrentApplied(proposal.Dispatch) is not { } now
            || now.Record.Hash != original.Record.Hash
            || now.EffectiveLabel != original.Detail.EffectiveLabel
        )
            return DispatchRefusals.RevisedSince;
        var number = NumberSeries.Next(transaction, code.Code, intent.Record.Label, intent.Record.Audience);
        var version = maker.First(
            maker.NewId(DispatchKind.KindName),
            intent.Record,
            intent.Body with
            {
                Number = number,
            }
        );
        var note = maker.First(
            maker.NewId(ReleasableVersionKind.KindName),
            new RecordIntent(
                releaser.ToAuthor(),
                original.Detail.EffectiveLabel ?? original.Record.Header.Label,
                original.Detail.Audience
            )
            {
                Precedence = original.Record.Header.Precedence,
                References = [original.Record.ToReference()],
            },
            new ReleasableVersionBody(
                version.Header.Id,
                [.. intent.Body.Action, .. intent.Body.Info],
                proposal.Author.Person
            )
        );
        return Ledger.AppendAll(transaction, [version, note]).Refusal is { } refusal ? refusal : version.Header.Id;
    }

    private static IEnumerable<(string, string)> Facts(
        Original original,
        ReleasableContent content,
        ReleasableText preview
    )
    {
        var remarks = ReleasableRemarks.On($"{content.Subject}\n\n{content.Text}", original.Text.Text, preview.LeftOut);
        return
        [
            ("Left out", string.Join(", ", preview.LeftOut.Select(portion => portion.Name))),
            .. remarks.Count > 0 ? new[] { ("To look at", string.Join(' ', remarks)) } : [],
        ];
    }

    private static DispatchDetail AsReleased(
        Proposal proposal,
        ReleasableContent content,
        Original original,
        Label label,
        ReleasableIntent? intent
    ) =>
        new(
            original.Detail.Item with
            {
                Id = proposal.Dispatch,
                Number = null,
                Subject = content.Subject,
                From = proposal.Author.InNameOf,
                Deputy = AuthorRule.DeputyPost(proposal.Author),
                Label = label,
                Action = intent?.Body.Action ?? [],
                Info = intent?.Body.Info ?? content.For,
                Due = intent?.Body.Due,
                Status = DispatchStatus.Draft,
            },
            content.Text,
            proposal.Author.Person,
            null,
            [],
            [],
            DispatchActs.None,
            ""
        )
        {
            Base = intent?.Body.Base ?? label,
        };
}
