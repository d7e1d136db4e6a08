using CsCheck;
using Legation.Records;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

public sealed class HeaderCodecTests
{
    [Fact]
    public void a_decoded_header_says_what_was_encoded() =>
        HeaderGen.Header.Sample(
            header =>
            {
                var decoded = HeaderCodec.Decode(HeaderCodec.Encode(header));

                decoded.ShouldSatisfyAllConditions(
                    d => d.Id.ShouldBe(header.Id),
                    d => d.Schema.ShouldBe(header.Schema),
                    d => d.Version.ShouldBe(header.Version),
                    d => d.Previous.ShouldBe(header.Previous),
                    d => d.Home.ShouldBe(header.Home),
                    d => d.Epoch.ShouldBe(header.Epoch),
                    d => d.Author.ShouldBe(header.Author),
                    d => d.Made.ShouldBe(header.Made),
                    d => d.Label.ShouldBe(LabelMade.At(header.Label, header.Made)),
                    d => d.Audience.ShouldBe(header.Audience.Distinct().Order()),
                    d => d.Precedence.ShouldBe(header.Precedence),
                    d => d.Expires.ShouldBe(header.Expires),
                    d => d.References.ShouldBe(header.References),
                    d => d.Attachments.ShouldBe(header.Attachments),
                    d => d.BodyCommitment.ShouldBe(header.BodyCommitment)
                );
            },
            iter: 500
        );

    [Fact]
    public void encoding_a_decoded_header_gives_the_same_bytes() =>
        HeaderGen.Header.Sample(
            header =>
            {
                var bytes = HeaderCodec.Encode(header);
                HeaderCodec.Encode(HeaderCodec.Decode(bytes)).ShouldBe(bytes);
            },
            iter: 500
        );

    [Fact]
    public void the_order_in_which_parties_values_and_alternatives_are_named_does_not_show() =>
        Gen.Select(HeaderGen.Header, Gen.Int)
            .Sample(
                (header, seed) => HeaderCodec.Encode(Shuffled(header, seed)).ShouldBe(HeaderCodec.Encode(header)),
                iter: 300
            );

    [Fact]
    public void a_header_cut_short_anywhere_is_refused() =>
        HeaderGen.Header.Sample(
            header =>
            {
                var bytes = HeaderCodec.Encode(header);
                for (var length = 0; length < bytes.Length; length++)
                    Should.Throw<FormatException>(() => HeaderCodec.Decode(bytes.AsMemory(0, length)));
            },
            iter: 20
        );

    [Fact]
    public void what_is_decoded_after_any_change_of_a_byte_encodes_to_the_changed_bytes() =>
        Gen.Select(HeaderGen.Header, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255])
            .Sample(
                (header, place, flip) =>
                {
                    var bytes = HeaderCodec.Encode(header);
                    bytes[place % bytes.Length] ^= flip;
                    RecordHeader decoded;
                    try
                    {
                        decoded = HeaderCodec.Decode(bytes);
                    }
                    catch (FormatException)
                    {
                        return;
                    }
                    HeaderCodec.Encode(decoded).ShouldBe(bytes);
                },
                iter: 5000
            );

    [Theory]
    [MemberData(nameof(Malformed))]
    public void a_header_in_another_form_is_refused(string why, byte[] bytes) =>
        Should.Throw<FormatException>(() => HeaderCodec.Decode(bytes), why);

    [Fact]
    public void the_header_that_the_malformed_ones_are_made_from_is_taken() =>
        HeaderCodec.Decode(MalformedHeaders.WellFormed()).Version.ShouldBe(1);

    public static TheoryData<string, byte[]> Malformed => MalformedHeaders.All();

    private static RecordHeader Shuffled(RecordHeader header, int seed)
    {
        var random = new Random(seed);
        T[] Mix<T>(IEnumerable<T> items) => [.. items.OrderBy(_ => random.Next())];
        var label = header.Label;
        return header with
        {
            Audience = [.. Mix(header.Audience.Concat(header.Audience.Take(1)))],
            Label = label with
            {
                Alternatives = [.. Mix(label.Alternatives)],
                Categories = label.Categories.SetItems(
                    label.Categories.Select(c => KeyValuePair.Create(c.Key, Mix(c.Value).ToImmutableArrayOf()))
                ),
            },
        };
    }
}
