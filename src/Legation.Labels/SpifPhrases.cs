using System.Collections.Immutable;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>The words (<c>markingData</c>) that a SPIF shows something by, each at the places that its codes name.</summary>
internal sealed class SpifPhrases
{
    private static readonly ImmutableArray<string> Page = ["pageTopBottom", "pageTop", "pageBottom"];

    private readonly XmlFindings findings;
    private readonly List<XElement> left;

    internal SpifPhrases(XElement owner, XmlFindings findings)
    {
        this.findings = findings;
        left = [.. owner.Elements(SpifReader.Spif + "markingData")];
        foreach (var data in left)
        {
            findings.Expect(data, "@phrase code*");
            foreach (var code in Codes(data))
                findings.Expect(code, "#");
        }
    }

    /// <summary>The phrase for that place; null if none is said in English or without a language.</summary>
    internal XAttribute? Take(string code) => Take(codes => codes.Contains(code, StringComparer.Ordinal));

    /// <summary>The phrase for the top and bottom of a page.</summary>
    internal XAttribute? TakePage() =>
        Take(codes => codes.Count == 0 || codes.Exists(code => Page.Contains(code, StringComparer.Ordinal)));

    /// <summary>Whether the thing is not shown at all.</summary>
    internal bool TakeNotShown() => left.RemoveAll(data => CodesOf(data) is ["noMarkingDisplay"]) > 0;

    internal void LeaveOutRest() => left.ForEach(findings.LeaveOut);

    private XAttribute? Take(Predicate<List<string>> at)
    {
        var found = left.Find(data =>
            data.Attribute(XNamespace.Xml + "lang")?.Value is null or "en"
            && data.Attribute("phrase") is not null
            && at(CodesOf(data))
        );
        if (found is null)
            return null;
        left.Remove(found);
        return found.Attribute("phrase");
    }

    private static List<string> CodesOf(XElement data) => [.. Codes(data).Select(code => code.Value.Trim())];

    private static IEnumerable<XElement> Codes(XElement data) => data.Elements(SpifReader.Spif + "code");
}
