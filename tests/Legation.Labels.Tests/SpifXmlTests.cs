using System.Text;

namespace Legation.Labels.Tests;

public sealed class SpifXmlTests
{
    /// <summary>A policy as another system would write it, without anything of ours.</summary>
    private const string Harbour = """
        <?xml version="1.0" encoding="utf-8"?>
        <SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1" version="7" creationDate="20260101120000Z"
            originatorDN="CN=Harbour Board,C=XX" keyIdentifier="00" privilegeId="1.3.26.0.4774.5.24.1" rbacId="1.3.26.0.4774.5.24.1">
          <securityPolicyId name="HARBOUR" id="2.25.4711"/>
          <securityClassifications>
            <securityClassification name="OPEN" lacv="1" hierarchy="10" color="green">
              <requiredCategory operation="oneOrMore">
                <categoryGroup tagSetRef="Quay" tagType="enumerated" enumType="permissive" all="true"/>
              </requiredCategory>
            </securityClassification>
            <securityClassification name="CLOSED" lacv="2" hierarchy="20" color="#123456">
              <markingData xml:lang="fr" phrase="FERME"><code>pageTopBottom</code></markingData>
              <markingData phrase="HARBOUR CLOSED"><code>pageTop</code></markingData>
              <markingData phrase="CL"><code>portionMarking</code></markingData>
              <requiredCategory operation="oneOrMore">
                <categoryGroup tagSetRef="Quay" tagType="enumerated" enumType="permissive" all="true"/>
              </requiredCategory>
            </securityClassification>
            <securityClassification name="LOCKED" lacv="3" hierarchy="15" obsolete="true">
              <requiredCategory operation="oneOrMore">
                <categoryGroup tagSetRef="quay" tagType="enumerated" enumType="permissive"/>
              </requiredCategory>
            </securityClassification>
          </securityClassifications>
          <securityCategoryTagSets>
            <securityCategoryTagSet name="Quay" id="2.25.4711.1">
              <securityCategoryTag name="Quays" tagType="enumerated" enumType="permissive" maxSelection="2">
                <tagCategory name="NORTH" lacv="1"><excludedClass>CLOSED</excludedClass></tagCategory>
                <tagCategory name="SOUTH" lacv="2" requiredClass="CLOSED"/>
                <markingQualifier markingCode="pageTopBottom">
                  <qualifier markingQualifier="QUAY " qualifierCode="prefix"/>
                  <qualifier markingQualifier="/" qualifierCode="separator"/>
                </markingQualifier>
              </securityCategoryTag>
            </securityCategoryTagSet>
            <securityCategoryTagSet name="Cargo" id="2.25.4711.2">
              <securityCategoryTag tagType="restrictive" singleSelection="true">
                <tagCategory name="LIVE" lacv="1">
                  <equivalentSecCategoryTag policyRef="OTHER" tagSetId="2.25.1.1" tagType="restrictive" lacv="4" applied="both"/>
                </tagCategory>
              </securityCategoryTag>
            </securityCategoryTagSet>
            <securityCategoryTagSet name="Note" id="2.25.4711.3">
              <securityCategoryTag tagType="tagType7" minSelection="0"><tagCategory name="WET" lacv="1"/></securityCategoryTag>
            </securityCategoryTagSet>
          </securityCategoryTagSets>
          <privacyMarks><privacyMark name="CLEAR"/></privacyMarks>
        </SPIF>
        """;

    private static PolicyParse Parse(string xml) => SpifXml.Parse(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void a_policy_of_another_system_reads_as_the_same_policy_in_json() =>
        Json(Parse(Harbour).Policy!)
            .ShouldBe(
                Json(
                    TestPolicy.Parse(
                        """
                        {
                          "id": "HARBOUR", "version": 7, "name": "HARBOUR", "marking": "HARBOUR ",
                          "classifications": [
                            { "name": "OPEN", "hierarchy": 10, "colour": "u" },
                            { "name": "CLOSED", "hierarchy": 20, "colour": "c", "marking": "HARBOUR CLOSED", "short": "CL" },
                            { "name": "LOCKED", "hierarchy": 15, "colour": "r", "retired": "2026-01-01T12:00:00Z" }
                          ],
                          "tagSets": [
                            {
                              "id": "Quay", "name": "Quays", "type": "permissive", "required": true, "maximum": 2,
                              "marking": { "prefix": "QUAY ", "separator": "/" },
                              "values": [
                                { "name": "NORTH", "excludes": ["CLOSED"] },
                                { "name": "SOUTH", "excludes": ["OPEN", "LOCKED"] }
                              ]
                            },
                            { "id": "Cargo", "type": "restrictive", "maximum": 1, "values": [{ "name": "LIVE" }] },
                            { "id": "Note", "type": "informative", "values": [{ "name": "WET" }] }
                          ]
                        }
                        """
                    )
                )
            );

    [Fact]
    public void what_a_policy_does_not_hold_and_limits_nobody_is_listed() =>
        Parse(Harbour)
            .LeftOut.Select(entry => entry.Place.Split(' ')[0].Split('/')[^1])
            .ShouldBe(["@color", "markingData", "equivalentSecCategoryTag", "privacyMarks"], ignoreOrder: true);

    [Theory]
    [InlineData("xmlspif.org", "xmlspif.com", "/SPIF")]
    [InlineData("schemaVersion=\"2.1\"", "schemaVersion=\"3.0\"", "/SPIF/@schemaVersion")]
    [InlineData("version=\"7\"", "version=\"seven\"", "/SPIF/@version")]
    [InlineData("version=\"7\"", "version=\"7\" notAfter=\"2026-12-31T00:00:00Z\"", "/SPIF/@notAfter")]
    [InlineData("creationDate=\"20260101120000Z\"", "creationDate=\"2026-01-01\"", "securityClassification")]
    [InlineData("hierarchy=\"15\"", "hierarchy=\"20\"", "securityClassification/@hierarchy")]
    [InlineData("hierarchy=\"15\"", "", "securityClassification")]
    [InlineData("name=\"LOCKED\"", "name=\"closed\"", "securityClassification/@name")]
    [InlineData("obsolete=\"true\"", "obsolete=\"yes\"", "securityClassification/@obsolete")]
    [InlineData("tagSetRef=\"quay\"", "tagSetRef=\"Cargo\"", "securityClassification/requiredCategory")]
    [InlineData("\"permissive\"/>", "\"permissive\" lacv=\"1\"/>", "securityClassification/requiredCategory")]
    [InlineData("tagSetRef=\"Quay\"", "tagSetRef=\"Berth\"", "securityClassification/requiredCategory")]
    [InlineData(
        "tagType=\"restrictive\" singleSelection",
        "tagType=\"notApplicable\" singleSelection",
        "securityCategoryTag/@tagType"
    )]
    [InlineData(" enumType=\"permissive\" maxSelection", " maxSelection", "securityCategoryTag")]
    [InlineData("maxSelection=\"2\"", "maxSelection=\"0\"", "securityCategoryTag/@maxSelection")]
    [InlineData("minSelection=\"0\"", "minSelection=\"2\"", "securityCategoryTag/@minSelection")]
    [InlineData("<tagCategory name=\"WET\" lacv=\"1\"/>", "", "securityCategoryTagSet")]
    [InlineData("name=\"WET\"", "name=\"WET\" notAfter=\"2026-12-31T00:00:00Z\"", "tagCategory/@notAfter")]
    [InlineData("name=\"WET\"", "name=\"WET\" userInput=\"string\"", "tagCategory/@userInput")]
    [InlineData("requiredClass=\"CLOSED\"", "requiredClass=\"SHUT\"", "tagCategory/@requiredClass")]
    [InlineData("<excludedClass>CLOSED<", "<excludedClass>SHUT<", "tagCategory/excludedClass")]
    [InlineData(
        "<excludedClass>CLOSED</excludedClass>",
        "<excludedCategory tagSetRef=\"Cargo\" tagType=\"restrictive\" all=\"true\"/>",
        "tagCategory/excludedCategory"
    )]
    [InlineData("</privacyMarks>", "</privacyMarks><extensions><x xmlns=\"urn:x\"/></extensions>", "extensions/x")]
    [InlineData(
        "</privacyMarks>",
        "</privacyMarks><extensions><policy xmlns=\"urn:legation:labels:1\" name=\"H\"><tagSet name=\"Berth\"/></policy></extensions>",
        "policy/tagSet/@name"
    )]
    [InlineData(
        "</privacyMarks>",
        "</privacyMarks><extensions><policy xmlns=\"urn:legation:labels:1\"><membership epoch=\"2\"/></policy></extensions>",
        "policy/membership/@epoch"
    )]
    [InlineData(
        "</privacyMarks>",
        "</privacyMarks><extensions><policy xmlns=\"urn:legation:labels:1\"><mapping policy=\"harbour\"/></policy></extensions>",
        "policy/mapping/@policy"
    )]
    public void a_policy_with_a_limit_that_cannot_be_held_or_a_contradiction_is_refused_with_its_place(
        string instead,
        string of,
        string place
    )
    {
        var changed = Harbour.Replace(instead, of, StringComparison.Ordinal);
        changed.ShouldNotBe(Harbour);

        var parse = Parse(changed);

        parse.Succeeded.ShouldBeFalse();
        parse.Problems[0].Place.ShouldMatch($@"{place} \(line \d+, column \d+\)$");
    }

    [Fact]
    public void more_classifications_than_a_policy_may_have_are_refused_at_once()
    {
        var more = string.Concat(Enumerable.Repeat("<securityClassification/>", 62));

        Parse(
            Harbour.Replace("</securityClassifications>", $"{more}</securityClassifications>", StringComparison.Ordinal)
        )
            .Problems.ShouldHaveSingleItem()
            .Place.ShouldStartWith("/SPIF/securityClassifications (line ");
    }

    [Fact]
    public void the_policy_of_the_worked_cases_survives_with_groups_epochs_and_mappings()
    {
        SpifXml.TryWrite(TestPolicy.Policy, TestPolicy.Now, out var xml, out _).ShouldBeTrue();

        Json(SpifXml.Parse(xml!).Policy!).ShouldBe(Json(TestPolicy.Policy));
    }

    [Fact]
    public void the_policies_that_are_shipped_can_be_written()
    {
        SpifXml.TryWrite(ShippedPolicies.LegationDemo, TestPolicy.Now, out _, out _).ShouldBeTrue();
        SpifXml.TryWrite(ShippedPolicies.Tlp, TestPolicy.Now, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void a_policy_is_written_in_spifs_words()
    {
        var policy = TestPolicy.Parse(
            """
            {
              "id": "PIER", "version": 2, "name": "Pier", "marking": "PIER ",
              "classifications": [{ "name": "OPEN", "hierarchy": 1, "colour": "u", "marking": "OPEN TO ALL" }],
              "tagSets": [
                {
                  "id": "to", "type": "permissive", "required": true,
                  "values": [{ "name": "A", "group": "A", "excludes": ["open"] }]
                }
              ],
              "memberships": [{ "epoch": 1, "groups": { "A": ["B"] } }]
            }
            """
        );

        SpifXml.TryWrite(policy, TestPolicy.Now, out var xml, out _).ShouldBeTrue();

        Encoding
            .UTF8.GetString(xml!)
            .ShouldBe(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <spif:SPIF xmlns:spif="http://www.xmlspif.org/spif" schemaVersion="2.1" version="2" creationDate="20260301090000Z" originatorDN="" keyIdentifier="" privilegeId="1.3.26.0.4774.5.24.1" rbacId="1.3.26.0.4774.5.24.1">
                  <spif:securityPolicyId name="PIER" id="2.25.199962400928841909592973531801898023588" />
                  <spif:securityClassifications>
                    <spif:securityClassification name="OPEN" lacv="1" hierarchy="1" color="green">
                      <spif:markingData phrase="OPEN TO ALL">
                        <spif:code>pageTopBottom</spif:code>
                      </spif:markingData>
                      <spif:requiredCategory operation="oneOrMore">
                        <spif:categoryGroup tagSetRef="to" tagType="permissive" all="true" />
                      </spif:requiredCategory>
                    </spif:securityClassification>
                  </spif:securityClassifications>
                  <spif:securityCategoryTagSets>
                    <spif:securityCategoryTagSet name="to" id="2.25.199962400928841909592973531801898023588.1">
                      <spif:securityCategoryTag name="to" tagType="permissive" minSelection="1">
                        <spif:tagCategory name="A" lacv="1">
                          <spif:excludedClass>OPEN</spif:excludedClass>
                        </spif:tagCategory>
                        <spif:markingQualifier markingCode="pageTopBottom">
                          <spif:qualifier markingQualifier="" qualifierCode="prefix" />
                          <spif:qualifier markingQualifier=", " qualifierCode="separator" />
                        </spif:markingQualifier>
                      </spif:securityCategoryTag>
                    </spif:securityCategoryTagSet>
                  </spif:securityCategoryTagSets>
                  <spif:markingData phrase="PIER ">
                    <spif:code>replacePolicy</spif:code>
                  </spif:markingData>
                  <spif:extensions>
                    <l:policy xmlns:l="urn:legation:labels:1" name="Pier">
                      <l:classification name="OPEN" colour="u" />
                      <l:tagSet name="to">
                        <l:value name="A" group="A" />
                      </l:tagSet>
                      <l:membership epoch="1">
                        <l:group name="A">
                          <l:member>B</l:member>
                        </l:group>
                      </l:membership>
                    </l:policy>
                  </spif:extensions>
                </spif:SPIF>
                """
            );
    }

    [Fact]
    public void a_name_longer_than_spif_allows_is_named()
    {
        var policy = TestPolicy.Parse(
            TestPolicyJson.Text.Replace("\"BOHEMIA\"", $"\"{new string('B', 257)}\"", StringComparison.Ordinal)
        );

        SpifXml.TryWrite(policy, TestPolicy.Now, out _, out var problem).ShouldBeFalse();
        problem!.Place.ShouldBe("/tagSets/3/values/1");
    }

    private static string Json(LabelPolicy policy) => Encoding.UTF8.GetString(PolicyJson.Bytes(policy));
}
