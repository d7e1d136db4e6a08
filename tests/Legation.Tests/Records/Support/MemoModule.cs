using System.Globalization;
using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Tests.Records.Support;

/// <summary>
/// A module for tests: memos, replies that make no sense before what they refer to, shares that grant it to office 9 and
/// marks that relabel it.
/// </summary>
internal static class MemoModule
{
    public const string Projections = """
        CREATE TABLE p_memo (
          seq      INTEGER PRIMARY KEY,
          label    INTEGER NOT NULL,
          audience INTEGER NOT NULL,
          record   TEXT NOT NULL,
          version  INTEGER NOT NULL,
          text     TEXT NOT NULL
        );
        CREATE UNIQUE INDEX p_memo_by_record ON p_memo (record);
        CREATE INDEX p_memo_by_text
          ON p_memo (text, seq);
        """;

    /// <param name="projections">Script of the tables.</param>
    /// <param name="state">Scripts of node state.</param>
    /// <param name="failsAt">A text at which the module fails.</param>
    /// <param name="without">Kinds that an older program did not know.</param>
    public static ModuleDefinition Definition(
        string? projections = Projections,
        IReadOnlyList<string>? state = null,
        string? failsAt = null,
        params IReadOnlyList<string> without
    )
    {
        RecordKind[] kinds = [new Memo(failsAt), new Reply(), new Share(), new Mark()];
        return new("memos", [.. kinds.Where(kind => !without.Contains(kind.Name))], projections, state);
    }

    private static void Put(AppliedRecord record, IProjectionWriter writer)
    {
        var id = record.Header.Id.ToString();
        writer.Execute("DELETE FROM p_memo WHERE record = $1", id);
        writer.Execute(
            "INSERT INTO p_memo (seq, label, audience, record, version, text) VALUES ($1, $2, $3, $4, $5, $6)",
            record.Seq,
            record.Label,
            record.Audience,
            id,
            record.Header.Version,
            TextOf(record.Record)
        );
    }

    private static string TextOf(SignedRecord record) =>
        JsonDocument.Parse(record.Body).RootElement.GetProperty("text").GetString()!;

    private sealed class Memo(string? failsAt) : RecordKind
    {
        public override string Name => "memo";

        public override RecordId? Awaits(SignedRecord record, IKindSession session) => null;

        public override Refusal? Admit(SignedRecord record, IKindSession session) =>
            TextOf(record) == "unwanted" ? new Refusal(RefusalKind.Forbidden, "unwanted", "Not here.") : null;

        public override void Project(AppliedRecord record, IProjectionWriter writer)
        {
            Put(record, writer);
            if (TextOf(record.Record) == failsAt)
                throw new JsonException("The module fails at this text.");
        }
    }

    private sealed class Share : RecordKind
    {
        public override string Name => "share";

        public override IEnumerable<RecordId> Grants(SignedRecord record) => [Drafts.Fixed("office", 9)];
    }

    /// <summary>Its text is a number, a classification and what policies have an alternative: <c>1 SECRET TLP:2.0</c>.</summary>
    private sealed class Mark : RecordKind
    {
        public override string Name => "mark";

        public override void Project(AppliedRecord record, IProjectionWriter writer) => Put(record, writer);

        public override Relabelling? Relabels(SignedRecord record)
        {
            var said = TextOf(record).Split(' ');
            var label = Drafts.Named(said[1]) with
            {
                Alternatives = [.. said.Skip(2).Select(policy => new Label { Policy = policy, Classification = "X" })],
            };
            return new Relabelling(label, int.Parse(said[0], CultureInfo.InvariantCulture));
        }
    }

    private sealed class Reply : RecordKind
    {
        public override string Name => "reply";

        public override void Project(AppliedRecord record, IProjectionWriter writer) => Put(record, writer);

        public override Refusal? Admit(SignedRecord record, IKindSession session) =>
            record.Header.References.Any(r =>
                session.Current(r.Id) is { } about && TextOf(about).StartsWith("closed", StringComparison.Ordinal)
            )
                ? new Refusal(RefusalKind.Forbidden, "closed", "No more replies.")
                : null;
    }
}
