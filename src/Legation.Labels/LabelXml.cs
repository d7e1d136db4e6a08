using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>
/// A label as XML: the <c>originatorConfidentialityLabel</c> of ADatP-4774 (STANAG 4774), appendix 1. Its attribute
/// <c>membershipEpoch</c> and its last element <c>alternatives</c>, which holds each as the standard's
/// <c>alternativeConfidentialityLabel</c>, are ours and stand where the schema allows others' content. Without the
/// attribute a label is not stamped, which only narrows.
/// </summary>
public static class LabelXml
{
    /// <summary>The namespace of the standard's elements.</summary>
    public const string Namespace = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0";

    /// <summary>The namespace of what this program adds.</summary>
    public const string ExtensionNamespace = "urn:legation:labels:1";

    private static readonly XmlLimits Limits = new(Bytes: 65_536, Elements: 4_096);

    /// <summary>
    /// Reads a label of at most 64 KB. The types of its tags must be those of its policy, where that is among
    /// <paramref name="policies"/>; whether the policy knows the names is not looked at, as with <see cref="LabelJson"/>.
    /// </summary>
    public static LabelParse Parse(ReadOnlyMemory<byte> xml, LabelPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var findings = new XmlFindings();
        var label = BoundedXml.Read(xml, Limits, findings) is { } root
            ? new LabelXmlReader(findings, policies).Read(root)
            : null;
        return new LabelParse(
            findings.Problems.Count == 0 ? label : null,
            [.. findings.Problems],
            [.. findings.LeftOut]
        );
    }

    /// <summary>
    /// Writes all of a label as UTF-8, or says what cannot be written: a label without the instant it was made, a category
    /// whose policy is not among <paramref name="policies"/> (the standard wants its type), and names that XML changes.
    /// </summary>
    public static bool TryWrite(
        Label label,
        LabelPolicies policies,
        [NotNullWhen(true)] out byte[]? xml,
        [NotNullWhen(false)] out LabelProblem? problem
    )
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(policies);
        xml = null;
        var writer = new LabelXmlWriter(policies);
        problem = writer.Problem(label);
        if (problem is not null)
            return false;
        var written = XmlBytes.Of(writer.Write(label));
        var read = Parse(written, policies);
        // The proof of a loss-free text is to read it.
        if (read.Label != label)
        {
            problem = read.Problems.FirstOrDefault() ?? new LabelProblem("", "cannot be written without loss");
            return false;
        }
        xml = written;
        return true;
    }
}
