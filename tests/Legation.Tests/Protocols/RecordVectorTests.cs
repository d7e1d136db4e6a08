using System.Globalization;
using System.Text;
using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Signing;

namespace Legation.Tests.Protocols;

/// <summary>What docs/protocols/records.md shows is what the program reads and writes.</summary>
public sealed class RecordVectorTests
{
    private static readonly TestVectors Vectors = new("records.md");
    private static readonly SignedRecord Record = SignedRecord.Read(
        Vectors.Bytes("Envelope, "),
        Vectors.Bytes("Salt:"),
        Vectors.Bytes("Body, ")
    );

    [Fact]
    public void the_record_says_what_its_table_says()
    {
        var fields = Vectors.Fields("Body, ");
        Record.Header.Id.ToString().ShouldBe(fields["id"]);
        Record.Header.Home.ToString().ShouldBe(fields["home"]);
        Number(Record.Header.Made.ToMicroseconds()).ShouldBe(fields["made"]);
        Record.Header.BodyCommitment.ToString().ShouldBe(fields["commitment"]);
        Record.Hash.ToString().ShouldBe(fields["hash of the version"]);
        Encoding.UTF8.GetString(Record.Body).ShouldContain("Mette Sørensen");
    }

    [Fact]
    public void its_home_signed_it_and_its_body_is_the_one_it_commits_to()
    {
        using var key = new VerificationKey(Vectors.Bytes("Signing key"));
        Record.IsSignedBy(key).ShouldBeTrue();
        Record.BodyMatches().ShouldBeTrue();
    }

    [Fact]
    public void its_leaf_and_the_receipts_make_the_root()
    {
        var fields = Vectors.Fields("Body, ");
        var at = long.Parse(fields["journalled at"], CultureInfo.InvariantCulture);
        var leaf = AuditLeaf.Hash(EntryType.Record, at, Record.Envelope);
        leaf.ToString().ShouldBe(fields["leaf (type 1)"]);
        var receipt = new TestVectors("relay.md").Fields("Receipt for a batch")["leaf (type 2)"];
        MerkleFrontier
            .Empty.Append(leaf)
            .Append(new Digest(Convert.FromHexString(receipt)))
            .Root()
            .ToString()
            .ShouldBe(fields.Single(field => field.Key.StartsWith("root of the tree", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void the_lapse_says_what_its_table_says()
    {
        var lapse = SignedRecord.Read(
            Vectors.Bytes("Lapse, envelope"),
            Vectors.Bytes("Lapse, salt"),
            Vectors.Bytes("Lapse, body")
        );
        var (header, fields) = (lapse.Header, Vectors.Fields("Lapse, body"));
        using var key = new VerificationKey(Vectors.Bytes("Key of the lapse"));
        lapse.IsSignedBy(key).ShouldBeTrue();
        lapse.BodyMatches().ShouldBeTrue();
        lapse.Hash.ToString().ShouldBe(fields["hash of the version"]);
        header.Id.ToString().ShouldBe(fields["id"]);
        new[] { header.Home, header.Author.Person, header.Author.Post }
            .Distinct()
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(fields["home, and author twice"]);
        Number(header.Made.ToMicroseconds()).ShouldBe(fields["made"]);
        Number((long)header.Precedence).ShouldBe(fields["precedence"]);
        string.Join(", ", header.Audience).ShouldBe(fields["audience"]);
        var about = header.References.ShouldHaveSingleItem();
        $"{about.Id}, {about.Epoch}, {about.Version}, {about.Hash}".ShouldBe(fields["about"]);
        Encoding
            .UTF8.GetString(lapse.Body)
            .ShouldBe($$"""{"office":"{{fields["office"]}}","minutes":{{fields["minutes"]}}}""");
        Lapse.PassedTo(lapse).ShouldBeNull();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
