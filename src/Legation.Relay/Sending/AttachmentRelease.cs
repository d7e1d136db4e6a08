namespace Legation.Relay;

/// <summary>
/// Whether the attachments of a record may follow it to a peer now: by the label and audience that count for it and, when
/// it has been superseded, by those of the newer version too, as records themselves (<see cref="Release"/>).
/// </summary>
internal sealed class AttachmentRelease(Routes routes, RecordId peer, Journal journal)
{
    /// <summary>The newer version of what stands at a position; also other kinds' records with the same UUID.</summary>
    public const string Newer = $"""
        SELECT {Journal.RecordColumns}
        FROM journal former
        JOIN current c ON c.record = former.record AND c.seq <> former.seq
        JOIN journal j ON j.seq = c.seq
        WHERE former.seq = $1
        """;

    /// <summary>Why they may not go; null if they may.</summary>
    public string? WhyNot(long seq)
    {
        var link = routes.LinkTo(peer);
        var find = AudienceHomes.In(journal);
        // Read again: label and audience may be others than at the last piece.
        if (journal.At(seq) is not { } now)
            return "the record is not here any more";
        if (
            (
                now.Relabelled is { } said
                    ? routes.WhyNotUnder(said, now.Audience, link, find)
                    : routes.WhyNot(now.Label, now.Audience, link, find)
            ) is
            { } why
        )
            return why;
        return journal
            .Query(Newer, Journal.MapRecord, seq)
            .Where(newer => newer.Header.Id == now.Header.Id)
            .Select(newer => routes.WhyNot(newer, link, find))
            .OfType<string>()
            .Select(whyNewer => $"superseded by a version that may not go there: {whyNewer}")
            .FirstOrDefault();
    }
}
