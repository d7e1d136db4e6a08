namespace Legation.Labels;

/// <summary>Why something is denied.</summary>
public enum DenialReason
{
    /// <summary>It is permitted, or nothing was decided yet.</summary>
    None,

    /// <summary>The clearance's policy is not accepted here.</summary>
    PolicyNotAccepted,

    /// <summary>The clearance is one of another policy.</summary>
    ClearanceInOtherPolicy,

    /// <summary>Neither the label nor an alternative is in the policy, and no mapping yields one.</summary>
    NoLabelInPolicy,

    /// <summary>The label breaks a rule of its policy; the value is that rule.</summary>
    InvalidLabel,

    /// <summary>The classification is not in the clearance's list.</summary>
    Classification,

    /// <summary>A value that every reader must have is not in the clearance.</summary>
    Restrictive,

    /// <summary>None of the values of a permissive tag set is in the clearance.</summary>
    Permissive,
}

/// <summary>Whether a clearance may have what a label marks. The default value denies.</summary>
/// <param name="Permitted">True only if every rule was met.</param>
/// <param name="Reason">The first rule that was not met.</param>
/// <param name="TagSet">The tag set it failed on, if one.</param>
/// <param name="Value">The value or values it failed on; for an invalid label the rule broken.</param>
public readonly record struct Decision(bool Permitted, DenialReason Reason, string? TagSet, string? Value)
{
    internal static Decision Permit => new(true, DenialReason.None, null, null);

    internal static Decision Deny(DenialReason reason, string? tagSet = null, string? value = null) =>
        new(false, reason, tagSet, value);

    /// <summary>
    /// Why the label keeps somebody out, as the end of a sentence about him: “the label is for ALLIANCE alone”. It names
    /// values of the label: not for those who are denied.
    /// </summary>
    public string Explain() =>
        Permitted
            ? "it is permitted"
            : Reason switch
            {
                DenialReason.PolicyNotAccepted => $"the policy {Value} is not accepted on this node",
                DenialReason.ClearanceInOtherPolicy => "the clearance is one of another policy",
                DenialReason.NoLabelInPolicy =>
                    $"the label of policy {Value} means nothing in the policy of the clearance",
                DenialReason.InvalidLabel => $"the label is not valid: {Value}",
                DenialReason.Classification => $"the clearance does not include {Value}",
                DenialReason.Restrictive => $"the clearance lacks {Value}, which every reader must have",
                DenialReason.Permissive => $"the label is for {Value} alone",
                _ => "nothing was decided",
            };
}
