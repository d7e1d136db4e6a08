using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>The track of a dispatch, like a parcel's: what happened where, and what it waits for.</summary>
internal sealed class DispatchTrack(
    IDeliveries deliveries,
    INonDeliveries nonDeliveries,
    NodeIdentity node,
    AcceptedPolicies policies
)
{
    public IReadOnlyList<TrackEntry> Of(
        Principal principal,
        DirectoryView view,
        AppliedRecord record,
        DispatchItem item,
        List<StepRow> steps,
        List<RelabellingRow> relabellings,
        IReadOnlyList<DispatchItem> versions,
        IReadOnlyList<Approval> approvals,
        DispatchItem? correction
    )
    {
        var header = record.Header;
        var entries = new List<TrackEntry>
        {
            new(
                "released",
                NodeName(view, header.Home, item.From),
                header.Made,
                By(view, header.Author.Person, header.Author.InNameOf, item.Deputy),
                ""
            )
            {
                Record = header.Id,
            },
        };
        if (header.Home != node.Id)
            entries.Add(new TrackEntry("received", node.Name, record.At, "", ""));
        entries.AddRange(
            steps.Select(s => s.Step == Step.Cancelled ? Entry(view, s, correction) : Entry(view, s, versions))
        );
        // Said under two labels, it was one act.
        entries.AddRange(
            relabellings.DistinctBy(r => (r.DispatchVersion, r.Number, r.Said)).Select(r => Entry(view, r))
        );
        entries.AddRange(approvals.Select(a => Entry(view, a)));
        var stated = nonDeliveries.Of(principal, header.Id);
        entries.AddRange(stated.Select(s => NonDeliveryWords.Entry(view, s, header.Version)));
        var cancellations = steps.Where(s => s.Step == Step.Cancelled).Select(s => CancellationKind.IdOf(s.Record));
        entries.AddRange(cancellations.SelectMany(deliveries.Of).Select(Told));
        entries.AddRange(deliveries.Of(header.Id).Where(d => !IsStated(d, stated)).Select(Entry));
        var track = entries.OrderBy(e => e.At ?? DateTimeOffset.MaxValue).ToList();
        if (
            (item.OfficeIsToDecide || item.ClearanceToFollow)
            && view.RouteOf(item.From, item.About)?.Terms.Through is { } via
        )
            track.Add(new TrackEntry("awaiting-clearance", view.NameOf(item.PassedOn?.To ?? via), null, "", ""));
        return track;
    }

    private static TrackEntry Entry(DirectoryView view, StepRow step, IReadOnlyList<DispatchItem> versions) =>
        new(
            step.Step,
            NodeName(view, RecordId.Parse(step.Node), RecordId.Parse(step.ByPost)),
            step.Made,
            By(view, step),
            step.Step == Step.MadeReleasable ? MadeReleasable(view, step, versions)
                : step.Step is Step.Lapsed or Step.PassedOn ? DispatchWords.Time(OfficeTime.Minutes(step.Text))
                : step.Parties.Length == 0 ? step.Text
                : Forwarded(view, step)
        )
        {
            Record = new RecordId(StepKinds.Of(step.Step), step.Record),
            IsByRule = step.Authority == StepBody.Standing,
        };

    // Who may not have the corrected copy learns that there is one, and nothing of it.
    private static TrackEntry Entry(DirectoryView view, StepRow step, DispatchItem? correction) =>
        new(
            step.Parties.Length == 0 ? Step.Cancelled : TrackWords.Superseded,
            NodeName(view, RecordId.Parse(step.Node), RecordId.Parse(step.ByPost)),
            step.Made,
            By(view, step),
            correction is null ? step.Text : $"{correction.Number}: {step.Text}"
        )
        {
            Record = CancellationKind.IdOf(step.Record),
        };

    private TrackEntry Entry(DirectoryView view, RelabellingRow row)
    {
        var label = RelabelJson.Read(row.Said);
        string?[] words =
        [
            policies.Current.Marking(label),
            label.Review is { } day
                ? $"to be reviewed {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}"
                : null,
            row is { ApprovedPerson: { } person, ApprovedPost: { } post }
                ? $"approved by {By(view, person, post, row.ApprovedDeputy)}"
                : null,
        ];
        return new TrackEntry(
            Step.Relabelled,
            NodeName(view, RecordId.Parse(row.Node), RecordId.Parse(row.ByPost)),
            row.Made,
            By(view, row.ByPerson, row.ByPost, row.DeputyPost),
            $"{string.Join(", ", words.OfType<string>())}: {row.Text}"
        )
        {
            Record = new RecordId(RelabelKind.KindName, row.Record),
        };
    }

    private static TrackEntry Entry(DirectoryView view, Approval approval) =>
        new(
            "approved",
            NodeName(view, approval.Releaser.Post, approval.Releaser.Post),
            approval.At,
            By(view, approval.Releaser),
            $"asked by {By(view, approval.Author)}: {approval.Reason}"
        );

    // Its number is of the series of those who have it.
    private static string MadeReleasable(DirectoryView view, StepRow step, IReadOnlyList<DispatchItem> versions)
    {
        var named = DispatchIds.Read(step.Parties).ToLookup(id => id.Kind);
        var to = named.Where(kind => kind.Key is not "person" and not DispatchKind.KindName).SelectMany(kind => kind);
        var number = versions.FirstOrDefault(version => named[DispatchKind.KindName].Contains(version.Id))?.Number;
        return $"{(number is null ? "" : $"{number} ")}to {string.Join("; ", to.Select(view.FullNameOf))}, proposed by {string.Join(", ", named["person"].Select(view.NameOf))}";
    }

    private static string Forwarded(DirectoryView view, StepRow step)
    {
        var names = string.Join("; ", DispatchIds.Read(step.Parties).Select(view.FullNameOf));
        return step.Text.Length == 0 ? names : $"{names}: {step.Text}";
    }

    // What this node itself has stated of its links.
    private bool IsStated(Delivery delivery, IEnumerable<NonDelivery> stated) =>
        delivery.State is DeliveryState.Refused or DeliveryState.Expired
        && stated.Any(s => s.Node == node.Id && s.Receiver == delivery.Peer);

    private static TrackEntry Entry(Delivery delivery) =>
        new(
            delivery.State switch
            {
                DeliveryState.Delivered => "delivered",
                DeliveryState.HeldBack => "held-back",
                DeliveryState.Refused or DeliveryState.Expired => "refused",
                DeliveryState.Withdrawn => "withdrawn",
                _ => "waiting",
            },
            delivery.PeerName,
            delivery.State is DeliveryState.Queued or DeliveryState.Sent or DeliveryState.HeldBack ? null : delivery.At,
            "",
            delivery.Files.Length > 0 ? delivery.Files : delivery.Why
        );

    // Who has a dispatch is to have its cancellation too.
    private static TrackEntry Told(Delivery delivery) =>
        Entry(delivery) is { Step: "delivered" } entry
            ? entry with
            {
                Step = "told",
            }
            : Entry(delivery) with
            {
                Step = "telling",
            };

    private static string NodeName(DirectoryView view, RecordId home, RecordId post) =>
        view.Party(post) is { } party ? view.NameOf(party.Office ?? party.Organisation) : home.ToString();

    // That a time has ended is nobody's act; whom it concerns from then on is told.
    private static string By(DirectoryView view, StepRow step) =>
        step.Step switch
        {
            Step.Lapsed => "",
            Step.PassedOn => string.Join("; ", DispatchIds.Read(step.Parties).Select(view.FullNameOf)),
            _ => By(view, step.ByPerson, step.ByPost, step.DeputyPost),
        };

    private static string By(DirectoryView view, string person, string post, string? deputy) =>
        By(view, RecordId.Parse(person), RecordId.Parse(post), deputy is null ? null : RecordId.Parse(deputy));

    private static string By(DirectoryView view, Author author) =>
        By(view, author.Person, author.InNameOf, AuthorRule.DeputyPost(author));

    private static string By(DirectoryView view, RecordId person, RecordId post, RecordId? deputy) =>
        $"{view.NameOf(person)}, {PartyWords.Post(view, post, deputy)}";
}
