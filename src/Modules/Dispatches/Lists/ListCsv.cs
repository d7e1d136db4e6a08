using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Ui;

namespace Legation.Dispatches.Lists;

/// <summary>The members of a list as lines of a CSV file (RFC 4180): id, role and, for people, the name.</summary>
internal static class ListCsv
{
    private const string ForAction = "action";
    private const string ForInformation = "information";

    public static string Write(ListMembers members, DirectoryView view) =>
        CsvText.Line("Addressee", "Role", "Name")
        + string.Concat(members.Action.Select(party => Line(party, ForAction, view)))
        + string.Concat(members.Info.Select(party => Line(party, ForInformation, view)));

    /// <summary>The members, or the first line that cannot be read. Names are not read: the id counts.</summary>
    public static Outcome<ListMembers> Read(string csv)
    {
        List<RecordId> action = [];
        List<RecordId> info = [];
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (
                string.IsNullOrWhiteSpace(lines[i])
                || (i == 0 && lines[i].StartsWith("Addressee", StringComparison.OrdinalIgnoreCase))
            )
                continue;
            if (lines[i].Split(',') is not [var id, var role, ..] || !RecordId.TryParse(Plain(id), out var party))
                return ListRefusals.Line(i + 1, "write id and role, as in the file that this page gives.");
            if (action.Contains(party) || info.Contains(party))
                return ListRefusals.Line(i + 1, "this addressee stands on an earlier line.");
            if (Plain(role) is not (ForAction or ForInformation))
                return ListRefusals.Line(i + 1, "the role is action or information.");
            (Plain(role) == ForAction ? action : info).Add(party);
        }
        return new ListMembers(action, info);
    }

    private static string Line(RecordId party, string role, DirectoryView view) =>
        CsvText.Line(party.ToString(), role, view.Party(party) is null ? "" : view.FullNameOf(party));

    private static string Plain(string field) => field.Trim().Trim('"').Trim();
}
