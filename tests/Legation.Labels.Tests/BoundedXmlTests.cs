using System.Text;

namespace Legation.Labels.Tests;

/// <summary>XML that is meant to harm its reader.</summary>
public sealed class BoundedXmlTests
{
    private static LabelProblem LabelRefused(byte[] xml) =>
        LabelXml.Parse(xml, LabelPolicies.None).Problems.ShouldHaveSingleItem();

    private static LabelProblem PolicyRefused(byte[] xml) => SpifXml.Parse(xml).Problems.ShouldHaveSingleItem();

    private static byte[] Bytes(string xml) => Encoding.UTF8.GetBytes(xml);

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;&b;</a>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\"><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("<a>&b;</a>")]
    [InlineData("<a><b></a></b>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a:b/>")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a/>")]
    [InlineData("{}")]
    [InlineData("")]
    public void what_is_not_plain_xml_is_refused(string xml)
    {
        LabelRefused(Bytes(xml)).Rule.ShouldStartWith("must be XML without a document type");
        PolicyRefused(Bytes(xml)).Rule.ShouldStartWith("must be XML without a document type");
    }

    [Fact]
    public void a_text_longer_than_its_limit_is_refused()
    {
        LabelRefused(Bytes($"<a>{new string(' ', 65_530)}</a>")).Rule.ShouldBe("must have at most 65536 bytes");
        PolicyRefused(Bytes($"<a>{new string(' ', 4_194_298)}</a>")).Rule.ShouldBe("must have at most 4194304 bytes");
    }

    [Fact]
    public void what_is_nested_too_deep_is_refused_at_that_place()
    {
        var xml = Bytes(string.Concat(Enumerable.Repeat("<a>", 10_000)));

        LabelRefused(xml).ShouldBe(new LabelProblem("(line 1, column 98)", "stands deeper than 32 elements"));
        PolicyRefused(xml).ShouldBe(new LabelProblem("(line 1, column 98)", "stands deeper than 32 elements"));
    }

    [Fact]
    public void more_elements_than_the_limit_are_refused_without_building_them()
    {
        LabelRefused(Bytes($"<a>{string.Concat(Enumerable.Repeat("<b/>", 5_000))}")).Rule.ShouldContain("4096");
        PolicyRefused(Bytes($"<a>{string.Concat(Enumerable.Repeat("<b/>", 60_000))}")).Rule.ShouldContain("50000");
    }
}
