using System.Text;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class LabelXmlTests
{
    private const string Secret = """
        <?xml version="1.0" encoding="utf-8"?>
        <slab:originatorConfidentialityLabel ReviewDateTime="2027-01-01T00:00:00Z" l:membershipEpoch="2"
            xmlns:slab="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0" xmlns:l="urn:legation:labels:1">
          <slab:ConfidentialityInformation>
            <slab:PolicyIdentifier URI="urn:oid:2.25.1">TEST</slab:PolicyIdentifier>
            <slab:Classification>TOP
              SECRET</slab:Classification>
            <slab:PrivacyMark>CLEAR</slab:PrivacyMark>
            <slab:Category Type="PERMISSIVE" TagName="context"><slab:GenericValue>NATO</slab:GenericValue></slab:Category>
            <slab:Category Type="RESTRICTIVE" TagName="special">
              <slab:GenericValue>CRYPTO</slab:GenericValue>
              <slab:GenericValue>BO<!-- one word -->HEMIA</slab:GenericValue>
            </slab:Category>
          </slab:ConfidentialityInformation>
          <slab:OriginatorID IDType="rfc822Name">desk@example.org</slab:OriginatorID>
          <slab:CreationDateTime>2026-01-02T12:04:05.678+09:00</slab:CreationDateTime>
          <l:alternatives>
            <slab:alternativeConfidentialityLabel>
              <slab:ConfidentialityInformation>
                <slab:PolicyIdentifier>OTHER</slab:PolicyIdentifier>
                <slab:Classification>CONFIDENTIAL</slab:Classification>
                <slab:Category Type="PERMISSIVE" TagName="eyes"><slab:GenericValue>KIWI</slab:GenericValue></slab:Category>
              </slab:ConfidentialityInformation>
              <slab:CreationDateTime>2026-01-02T03:04:05Z</slab:CreationDateTime>
            </slab:alternativeConfidentialityLabel>
          </l:alternatives>
        </slab:originatorConfidentialityLabel>
        """;

    private static readonly LabelPolicies Known = new(Policy);

    private static readonly DateTimeOffset Made = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static LabelParse Parse(string xml) => LabelXml.Parse(Encoding.UTF8.GetBytes(xml), Known);

    [Fact]
    public void a_label_reads_with_its_alternatives_and_its_epoch() =>
        Parse(Secret)
            .Label.ShouldBe(
                Marked("TOP SECRET", ("context", ["NATO"]), ("special", ["CRYPTO", "BOHEMIA"])) with
                {
                    Made = Made,
                    Review = new DateOnly(2027, 1, 1),
                    MembershipEpoch = 2,
                    Alternatives =
                    [
                        new Label
                        {
                            Policy = "OTHER",
                            Classification = "CONFIDENTIAL",
                            Categories = Categories(("eyes", ["KIWI"])),
                            Made = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                        },
                    ],
                }
            );

    [Fact]
    public void what_a_label_does_not_hold_and_limits_nobody_is_listed() =>
        Parse(Secret)
            .LeftOut.Select(entry => entry.Place.Split(' ')[0].Split('/')[^1])
            .ShouldBe(["OriginatorID", "PrivacyMark", "@URI"], ignoreOrder: true);

    [Theory]
    [InlineData("originatorConf", "metadataConf", "/metadataConfidentialityLabel")]
    [InlineData("4774:conf", "4775:conf", "/originatorConfidentialityLabel")]
    [InlineData(" Type=\"RESTRICTIVE\"", "", "Category")]
    [InlineData("RESTRICTIVE", "PERMISSIVE", "Category/@Type")]
    [InlineData("RESTRICTIVE", "restrictive", "Category/@Type")]
    [InlineData("RESTRICTIVE\" TagName=\"special", "PERMISSIVE\" TagName=\"Context", "Category/@TagName")]
    [InlineData("TagName=\"special\"", "TagName=\" \" ", "Category/@TagName")]
    [InlineData(
        "<slab:GenericValue>CRYPTO</slab:GenericValue>",
        "<slab:IntegerValue>1</slab:IntegerValue>",
        "Category/IntegerValue"
    )]
    [InlineData(">CRYPTO<", "> <", "Category/GenericValue")]
    [InlineData(">CRYPTO<", ">CRYPTO<slab:x/><", "GenericValue/x")]
    [InlineData("<slab:PrivacyMark>CLEAR", "CLEAR<slab:PrivacyMark>", "ConfidentialityInformation")]
    [InlineData("<slab:Classification>", "<slab:Classification URI=\"urn:oid:1.2\">", "Classification/@URI")]
    [InlineData("slab:PrivacyMark", "l:Marking", "ConfidentialityInformation/Marking")]
    [InlineData("slab:PrivacyMark", "slab:PolicyIdentifier", "ConfidentialityInformation/PolicyIdentifier")]
    [InlineData("l:membershipEpoch=\"2\"", "l:membershipEpoch=\"-2\"", "/@membershipEpoch")]
    [InlineData("l:membershipEpoch=\"2\"", "membershipEpoch=\"2\"", "/@membershipEpoch")]
    [InlineData("678+09:00", "678", "/CreationDateTime")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01", "/@ReviewDateTime")]
    [InlineData(
        "alternativeConfidentialityLabel",
        "originatorConfidentialityLabel",
        "alternatives/originatorConfidentialityLabel"
    )]
    [InlineData(
        "slab:OriginatorID IDType=\"rfc822Name\"",
        "slab:SuccessionHandling",
        "/SuccessionHandling",
        "</slab:OriginatorID>",
        "</slab:SuccessionHandling>"
    )]
    public void what_the_standard_or_a_label_does_not_hold_is_refused_with_its_place(
        string instead,
        string of,
        string place,
        string and = " ",
        string with = " "
    )
    {
        var changed = Secret
            .Replace(instead, of, StringComparison.Ordinal)
            .Replace(and, with, StringComparison.Ordinal);
        changed.ShouldNotBe(Secret);

        var parse = Parse(changed);

        parse.Succeeded.ShouldBeFalse();
        parse.Problems[0].Place.ShouldMatch($@"{place} \(line \d+, column \d+\)$");
    }

    [Fact]
    public void every_problem_is_listed_with_line_and_column()
    {
        var parse = Parse(Secret.Replace("Type=\"", "Kind=\"", StringComparison.Ordinal));

        parse.Problems.Length.ShouldBe(6, "each of three categories has an unknown attribute and lacks one");
        parse
            .Problems[0]
            .Place.ShouldBe(
                "/originatorConfidentialityLabel/ConfidentialityInformation/Category/@Kind (line 9, column 20)"
            );
    }

    [Fact]
    public void a_label_is_written_in_the_standards_words()
    {
        var label = Marked("RESTRICTED", ("context", ["NATO", "EAPC"])) with { Made = Made, MembershipEpoch = 1 };

        Encoding
            .UTF8.GetString(Written(label))
            .ShouldBe(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <slab:originatorConfidentialityLabel l:membershipEpoch="1" xmlns:slab="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0" xmlns:l="urn:legation:labels:1">
                  <slab:ConfidentialityInformation>
                    <slab:PolicyIdentifier>TEST</slab:PolicyIdentifier>
                    <slab:Classification>RESTRICTED</slab:Classification>
                    <slab:Category Type="PERMISSIVE" TagName="context">
                      <slab:GenericValue>NATO</slab:GenericValue>
                      <slab:GenericValue>EAPC</slab:GenericValue>
                    </slab:Category>
                  </slab:ConfidentialityInformation>
                  <slab:CreationDateTime>2026-01-02T03:04:05.678Z</slab:CreationDateTime>
                </slab:originatorConfidentialityLabel>
                """
            );
    }

    [Fact]
    public void a_label_without_its_epoch_is_not_stamped_which_only_narrows()
    {
        var label = Marked("RESTRICTED", ("context", ["NATO"]), ("releasableTo", ["KFOR"])) with
        {
            Made = Made,
            MembershipEpoch = 1,
        };
        var xml = Encoding.UTF8.GetString(Written(label));

        var plain = Parse(xml.Replace(" l:membershipEpoch=\"1\"", "", StringComparison.Ordinal)).Label!;

        var member = Cleared(["RESTRICTED"], ("context", ["NATO"]), ("releasableTo", ["GBR"]));
        Policy.Decide(label, member, Now).Permitted.ShouldBeTrue();
        Policy.Decide(plain, member, Now).Permitted.ShouldBeFalse();
    }

    [Fact]
    public void what_cannot_be_written_is_named()
    {
        Unwritten(Marked("SECRET")).ShouldBe("/made");
        Unwritten(Marked("SECRET", ("caveat", ["X"])) with { Made = Made }).ShouldBe("/categories/caveat");
        Unwritten(Marked("SECRET", ("special", ["CRYPTO\u0001"])) with { Made = Made })
            .ShouldBe("/categories/special/0");
        Unwritten(Marked("TOP  SECRET") with { Made = Made }).ShouldBe("");
        Unwritten(
                Marked("SECRET") with
                {
                    Made = Made,
                    Alternatives = [new Label { Policy = "OTHER", Classification = "OPEN" }],
                }
            )
            .ShouldBe("/alternatives/0/made");
    }

    private static byte[] Written(Label label) =>
        LabelXml.TryWrite(label, Known, out var xml, out var problem)
            ? xml
            : throw new InvalidOperationException(problem.ToString());

    private static string Unwritten(Label label)
    {
        LabelXml.TryWrite(label, Known, out _, out var problem).ShouldBeFalse();
        return problem!.Place;
    }
}
