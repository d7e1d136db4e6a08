using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Api;

/// <summary>The JSON shapes of the API.</summary>
internal static class DispatchAnswers
{
    public static object Item(DispatchItem item, DirectoryView view) =>
        new
        {
            item.Id,
            item.Number,
            item.Subject,
            Precedence = Word(item.Precedence),
            Status = Word(item.Status),
            From = view.FullNameOf(item.From),
            FromId = item.From,
            DeputyId = item.Deputy,
            item.Date,
            item.Due,
            Label = LabelOf(item),
            item.Action,
            item.Info,
            item.OursToAnswer,
            item.ClearanceToFollow,
            item.AssignedTo,
            item.ClearBy,
            item.PassedOn,
            item.NotClearedWithin,
            item.Cancelled,
            SharedBy = item.SharedBy is { } author ? view.NameOf(author) : null,
        };

    public static object Detail(DispatchDetail detail, DirectoryView view, Principal principal) =>
        new
        {
            detail.Item.Id,
            detail.Item.Number,
            detail.Item.Subject,
            detail.Text,
            Precedence = Word(detail.Item.Precedence),
            Status = Word(detail.Item.Status),
            From = view.FullNameOf(detail.Item.From),
            FromId = detail.Item.From,
            DeputyId = detail.Item.Deputy,
            Author = view.NameOf(detail.Author),
            detail.Item.Date,
            detail.Item.Due,
            Label = LabelOf(detail.Item),
            detail.Base,
            Review = detail.EffectiveLabel?.Review,
            detail.Item.Action,
            detail.Item.Info,
            detail.Item.Copy,
            detail.Item.About,
            detail.Item.NoUseAfter,
            detail.Item.CameTooLate,
            detail.Item.ClearanceToFollow,
            detail.Item.AssignedTo,
            detail.Item.ClearBy,
            detail.Item.PassedOn,
            detail.Item.NotClearedWithin,
            detail.Item.Cancelled,
            Way = WayWords.Of(view, principal, detail),
            InReplyTo = detail.InReplyTo?.Id,
            Corrects = detail.Corrects?.Id,
            CorrectedBy = detail.CorrectedBy?.Id,
            Sources = detail.Sources.Select(source => source.Id),
            Track = detail.Track.Select(t => new
            {
                t.Step,
                t.Node,
                t.At,
                t.By,
                t.Text,
                t.Record,
                t.IsByRule,
            }),
            detail.Audience,
            Attachments = detail.Attachments.Select(File),
            detail.Acts,
        };

    public static object File(AttachedHere attached) =>
        new
        {
            attached.File.Name,
            attached.File.MediaType,
            attached.File.Size,
            attached.File.Hash,
            attached.Arrived,
            attached.IsHere,
        };

    public static object Addressee(Party party, DirectoryView view) =>
        new
        {
            party.Id,
            Name = view.FullNameOf(party.Id),
            party.NativeName,
            party.Kind,
            Organisation = view.NameOf(party.Organisation),
        };

    /// <summary>A word of the API for a value: <c>awaiting-clearance</c>.</summary>
    public static string Word(Enum value) =>
        string.Concat(
            value
                .ToString()
                .Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())
        );

    private static Label? LabelOf(DispatchItem item) => item.Label.Policy.Length == 0 ? null : item.Label;
}
