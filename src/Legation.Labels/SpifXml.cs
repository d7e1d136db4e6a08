using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>
/// A policy as a security policy information file: Open XML SPIF 2.1 (xmlspif.org). What SPIF has no words for (groups and
/// their epochs, mappings by name, defaults, instants of retirement) stands in one element of ours under
/// <c>extensions</c>, where its schema allows any content.
/// </summary>
public static class SpifXml
{
    /// <summary>The namespace of the elements.</summary>
    public const string Namespace = "http://www.xmlspif.org/spif";

    private static readonly XmlLimits Limits = new(Bytes: 4_194_304, Elements: 50_000);

    /// <summary>
    /// Reads a policy of at most 4 MB through the checks of <see cref="LabelPolicy.Parse"/>; problems have path, line and
    /// column. Limits that a policy here cannot hold are problems; what limits nobody is listed as left out.
    /// </summary>
    public static PolicyParse Parse(ReadOnlyMemory<byte> xml)
    {
        var findings = new XmlFindings();
        var draft = new PolicyDraft();
        if (BoundedXml.Read(xml, Limits, findings) is { } root)
            new SpifReader(findings, draft).Read(root);
        if (findings.Problems.Count > 0)
            return new PolicyParse(null, [.. findings.Problems]);
        var parse = draft.Parse();
        return parse with { LeftOut = [.. findings.LeftOut] };
    }

    /// <summary>
    /// Writes all of a policy as UTF-8, or says what cannot be written: names that XML changes or that are longer than
    /// SPIF allows. Object identifiers are made from the policy's id; numbers count from 1 in the policy's order.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="created">The SPIF's date of creation.</param>
    /// <param name="xml">The text.</param>
    /// <param name="problem">Place in the policy's JSON form, and the rule.</param>
    public static bool TryWrite(
        LabelPolicy policy,
        DateTimeOffset created,
        [NotNullWhen(true)] out byte[]? xml,
        [NotNullWhen(false)] out LabelProblem? problem
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        xml = null;
        problem = SpifWriter.Problem(policy);
        if (problem is not null)
            return false;
        var written = XmlBytes.Of(new SpifWriter(policy, created).Write());
        var read = Parse(written);
        // The proof of a loss-free text is to read it.
        if (read.Policy is null || !PolicyJson.Bytes(read.Policy).AsSpan().SequenceEqual(PolicyJson.Bytes(policy)))
        {
            problem = read.Problems.FirstOrDefault() ?? new LabelProblem("", "cannot be written without loss");
            return false;
        }
        xml = written;
        return true;
    }
}
