namespace Legation.Relay;

/// <summary>
/// States that a version was not delivered to a receiver, once for each, in the transaction that gives it up. What no
/// person wrote is not stated: nobody waits for it.
/// </summary>
internal sealed class NonDeliveryWriter(NodeIdentity self, Routes routes, RecordMaker maker)
{
    private const string Once = """
        INSERT INTO relay_not_delivered (seq, receiver) VALUES ($1, $2) ON CONFLICT (seq, receiver) DO NOTHING
        """;

    /// <summary>The same of what stands at a position of the journal.</summary>
    public void State(LedgerTransaction transaction, long seq, RecordId receiver, string why, string? code = null)
    {
        foreach (var record in transaction.Query(Journal.RecordAt, Journal.MapRecord, seq))
            State(transaction, record, receiver, why, code);
    }

    /// <summary>States it, unless it has been stated.</summary>
    public void State(
        LedgerTransaction transaction,
        AppliedRecord record,
        RecordId receiver,
        string why,
        string? code = null
    )
    {
        var header = record.Header;
        if (header.Author.Post.Kind != "post")
            return;
        if (transaction.Execute(Once, record.Seq, receiver.ToString()) == 0)
            return;
        var find = AudienceHomes.In(new Writing(transaction));
        var intent = new RecordIntent(new Author(self.Id, self.Id), record.EffectiveLabel, ToldOf(header, find))
        {
            Precedence = header.Precedence,
            References = [record.Record.ToReference()],
        };
        var parties = header.Audience.Where(party => IsReachedBy(receiver, party, find));
        var body = new NonDeliveryBody(receiver, [.. parties], why, code);
        transaction.Append(maker.First(maker.NewId(NonDeliveryKind.Word), intent, body));
    }

    // Its author's side: those at its home whom it names, and the post in whose name it was written.
    private static IEnumerable<RecordId> ToldOf(RecordHeader header, FindEnvelope find) =>
        header
            .Audience.Where(party => AudienceHomes.HomeOf(party, find) == header.Home)
            .Append(header.Author.InNameOf)
            .Append(header.Author.Post);

    private bool IsReachedBy(RecordId receiver, RecordId party, FindEnvelope find) =>
        party == receiver
        || AudienceHomes.HomeOf(party, find) is { } home
            && (home == receiver || routes.NextHop(home) is { } hop && hop.Peer == receiver);
}
