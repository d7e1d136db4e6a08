using System.Text.Json.Serialization;
using Legation.Server.Doctor;

namespace Legation.Server.Commands;

/// <summary>
/// What a command does to a node. It runs inside the node that serves the folder, or in this process when none does.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(AddUser), "user-add")]
[JsonDerivedType(typeof(LinkUser), "user-link")]
[JsonDerivedType(typeof(DisableUser), "user-disable")]
[JsonDerivedType(typeof(EnableUser), "user-enable")]
[JsonDerivedType(typeof(SetUserClearance), "user-clearance")]
[JsonDerivedType(typeof(SetUserDuties), "user-duties")]
[JsonDerivedType(typeof(SetUserPassword), "user-password")]
[JsonDerivedType(typeof(AppointDeputy), "user-acting-appoint")]
[JsonDerivedType(typeof(EndDeputy), "user-acting-end")]
[JsonDerivedType(typeof(ListDeputies), "user-acting-list")]
[JsonDerivedType(typeof(ListUsers), "user-list")]
[JsonDerivedType(typeof(CreateToken), "token-create")]
[JsonDerivedType(typeof(RevokeToken), "token-revoke")]
[JsonDerivedType(typeof(ListTokens), "token-list")]
[JsonDerivedType(typeof(ImportDirectory), "directory-import")]
[JsonDerivedType(typeof(ListDirectory), "directory-list")]
[JsonDerivedType(typeof(ShowCard), "card-show")]
[JsonDerivedType(typeof(AcceptCard), "card-accept")]
[JsonDerivedType(typeof(SetNodeClearance), "card-clearance")]
[JsonDerivedType(typeof(IntroduceCard), "card-introduce")]
[JsonDerivedType(typeof(ListCards), "card-list")]
[JsonDerivedType(typeof(AddLink), "link-add")]
[JsonDerivedType(typeof(RemoveLink), "link-remove")]
[JsonDerivedType(typeof(ListLinks), "link-list")]
[JsonDerivedType(typeof(ListKeys), "key-list")]
[JsonDerivedType(typeof(RotateKeys), "key-rotate")]
[JsonDerivedType(typeof(RevokeKey), "key-revoke")]
[JsonDerivedType(typeof(ListAlarms), "alarm-list")]
[JsonDerivedType(typeof(AcknowledgeAlarm), "alarm-acknowledge")]
[JsonDerivedType(typeof(ExportCarried), "relay-export")]
[JsonDerivedType(typeof(ImportCarried), "relay-import")]
[JsonDerivedType(typeof(IssuePolicy), "policy-issue")]
[JsonDerivedType(typeof(AcceptPolicy), "policy-accept")]
[JsonDerivedType(typeof(ListPolicies), "policy-list")]
[JsonDerivedType(typeof(ShowPolicy), "policy-show")]
[JsonDerivedType(typeof(VerifyAudit), "audit-verify")]
[JsonDerivedType(typeof(ExamineNode), "doctor")]
[JsonDerivedType(typeof(ListRosters), "duty-list")]
[JsonDerivedType(typeof(ShowRoster), "duty-show")]
[JsonDerivedType(typeof(SetRoster), "duty-set")]
[JsonDerivedType(typeof(RemoveRoster), "duty-remove")]
[JsonDerivedType(typeof(EndStanding), "standing-end")]
[JsonDerivedType(typeof(ListStanding), "standing-list")]
internal abstract record NodeAct
{
    /// <summary>Does it; what it returns is printed.</summary>
    public abstract Task<ActAnswer> RunAsync(IServiceProvider services);
}

/// <summary>What a command prints and how it ends.</summary>
/// <param name="Code">One of <see cref="ExitCodes"/>.</param>
/// <param name="Text">For people; what is wanted alone stands on the last line.</param>
/// <param name="Aside">Said on standard error beside it.</param>
internal sealed record ActAnswer(int Code, string Text, string? Aside = null)
{
    public static ActAnswer Done(string text) => new(ExitCodes.Done, text);

    /// <summary>One line each; where there are none, a sentence beside, so that scripts read no line.</summary>
    public static ActAnswer Listed(IEnumerable<string> lines, string nothing) =>
        string.Join('\n', lines) is { Length: > 0 } text ? Done(text) : new(ExitCodes.Done, "", nothing);

    public static ActAnswer Refused(string text) => new(ExitCodes.Refused, text);
}

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int AuditDiffers = 3;

    public const string Documented =
        "Exit codes: 0 done; 1 refused, not possible now, or wrong usage; 3 the audit found a change.";
}
