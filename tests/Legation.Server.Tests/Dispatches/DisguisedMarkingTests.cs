using System.Net;
using CsCheck;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What looks like a marking counts or is refused; it never goes out as a text under the lower label.</summary>
public sealed class DisguisedMarkingTests(ClearedDesks desks) : IClassFixture<ClearedDesks>
{
    [Theory]
    [InlineData("1. Open.\n\n2. [[ALLIANCE\nRESTRICTED]] Not so.", "Paragraph 2 begins with [[ALLIANCE RESTRICTED]].")]
    [InlineData("1. Open.\n\n2. [[ALLIANCE\n   RESTRCTED]] Not so.", "Paragraph 2 begins with [[ALLIANCE RESTRCTED]].")]
    [InlineData("## [[ALLIANCE\nRESTRICTED]] Not so.", "begins with [[ALLIANCE RESTRICTED]].")]
    [InlineData("[[ALLIANCE\n\nRESTRICTED]] Not so.", "begins with [[ALLIANCE RESTRICTED]].")]
    [InlineData("> [[ALLIANCE\n> RESTRICTED]] Not so.", "Paragraph 1 begins with [[ALLIANCE RESTRICTED]].")]
    [InlineData("[ [RESTRICTED] ] Not so.", "Paragraph 1 begins with [ [RESTRICTED] ].")]
    [InlineData("[[ RESTRICTED ] ] Not so.", "Paragraph 1 begins with [[ RESTRICTED ] ].")]
    [InlineData("[\u200B[RESTRICTED]] Not so.", "close together and on one line")]
    [InlineData("[RESTRICTED] Not so.", "Paragraph 1 begins with [RESTRICTED]. A marking needs two square brackets")]
    [InlineData("1. [alliance restricted // rel to jpn] Not so.", "If brackets are meant, write \\[alliance")]
    [InlineData("[RESTRIC\u00ADTED] Not so.", "needs two square brackets")]
    [InlineData("[C] Not so.", "needs two square brackets")]
    [InlineData("[[RESTRICTED] Not so.", "needs two square brackets")]
    [InlineData("[RESTRICTED]] Not so.", "needs two square brackets")]
    [InlineData("[[[RESTRICTED]]] Not so.", "needs two square brackets")]
    [InlineData("[[RESTRICTED Not so.", "needs two square brackets")]
    [InlineData("【RESTRICTED】 Not so.", "needs two square brackets")]
    [InlineData("【【RESTRICTED］］ Not so.", "needs two square brackets")]
    [InlineData("［ＲＥＳＴＲＩＣＴＥＤ］ Not so.", "If brackets are meant, write \\[RESTRICTED]")]
    [InlineData("⟦RESTRICTED⟧ Not so.", "needs two square brackets")]
    [InlineData("[RESTRICTED]: secretly", "inside")]
    [InlineData("1. (RESTRICTED) Not so.", "Paragraph 1 begins with (RESTRICTED). A marking needs two square brackets")]
    [InlineData("(Alliance restricted\n// rel to jpn) Not so.", "needs two square brackets")]
    [InlineData("（C） Not so.", "If brackets are meant, write \\(C).")]
    [InlineData("(R · KOR) Not so.", "Paragraph 1 begins with (R · KOR).")]
    [InlineData("[[RESTRICTED]](see) Not so.", "makes a link of it, and a link is no marking. Put a space behind it.")]
    [InlineData("[[RESTRICTED]][1] Not so.\n\n[1]: https://example.org", "makes a link of it")]
    [InlineData("[[RESTRICTED]][^1] Not so.\n\n[^1]: Noted.", "makes a link of it")]
    [InlineData("[[R]](see) Not so.", "makes a link of it")]
    [InlineData("[[[R] ](see) Not so.", "makes a link of it")]
    [InlineData("![[RESTRICTED]](see) Not so.", "inside")]
    [InlineData("Open, [[RESTRICTED]](see) not so.", "inside")]
    [InlineData("1. Open.\n\n2.[[RESTRICTED]] Not so.", "inside")]
    [InlineData("1. Open.\n\n2.[[RESTRCTED]] Not so.", "Not so.” has [[RESTRCTED]] inside")]
    [InlineData("(2) [[RESTRCTED]] Not so.", "Paragraph 1 has [[RESTRCTED]] inside")]
    [InlineData("2.1 [RESTRICTED] Not so.", "Paragraph 1 has [RESTRICTED] inside")]
    [InlineData("**[RESTRICTED]** Not so.", "inside")]
    [InlineData("Open.\n[RESTRICTED] Not so.", "Paragraph 1 has [RESTRICTED] inside")]
    [InlineData("\\\\[[RESTRICTED]] Not so.", "inside")]
    [InlineData("    [[RESTRICTED]] Not so.", "Paragraph 1 has [[RESTRICTED]] inside")]
    [InlineData("\t[[RESTRICTED]] Not so.", "Paragraph 1 has [[RESTRICTED]] inside")]
    [InlineData("    Open.\n    [[RESTRCTED]] Not so.", "Paragraph 1 has [[RESTRCTED]] inside")]
    [InlineData("    (RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("    ```\n    [[RESTRICTED]] Not so.", "Paragraph 1 has [[RESTRICTED]] inside")]
    [InlineData("1. Open.\n\n       [[RESTRICTED]] Not so.", "Paragraph 1 has [[RESTRICTED]] inside")]
    [InlineData("**(RESTRICTED)** Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("(2) (RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("2.(RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("((RESTRICTED)) Not so.", "Paragraph 1 begins with ((RESTRICTED)).")]
    [InlineData("( (RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("(((RESTRICTED))) Not so.", "inside")]
    [InlineData("Open (\n(RESTRICTED) Not so.", "inside")]
    [InlineData("1. Open.\n   - (RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("Open.\n(RESTRICTED) Not so.", "Paragraph 1 has (RESTRICTED) inside")]
    [InlineData("(RESTRICTED // REL TO (JPN)) Not so.", "Paragraph 1 begins with (RESTRICTED // REL TO (JPN)).")]
    [InlineData("[RESTRICTED // REL TO (JPN)] Not so.", "Paragraph 1 begins with [RESTRICTED // REL TO (JPN)].")]
    [InlineData("[RESTRICTED][^1] Not so.\n\n[^1]: Noted.", "Paragraph 1 begins with [RESTRICTED].")]
    [InlineData("(U) Open.\n\n(C) Not so.", "Paragraph 2 begins with (C).")]
    [InlineData("(C) Not so.\n\n(R) Not so.\n\n(S) Not so.", "Paragraph 1 begins with (C).")]
    [InlineData("(A) Open.\n\n(R) Not so.", "Paragraph 2 begins with (R).")]
    [InlineData("[B] Open.\n\n(C) Not so.", "Paragraph 2 begins with (C).")]
    [InlineData("**(C)** Not so.", "Paragraph 1 has (C) inside")]
    [InlineData("(C) 12 boats.", "Paragraph 1 begins with (C).")]
    public async Task what_looks_like_a_marking_is_refused_with_its_paragraph_and_the_rule(string text, string rule)
    {
        var refused = await desks.ReleaseAsync(text);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain(rule);
    }

    [Theory]
    [InlineData("[[RESTRICTED]](see below) Not so.")]
    [InlineData("[[RESTRICTED]][1] Not so.")]
    [InlineData("[[RESTRICTED]] (see) Not so.")]
    public async Task a_marking_counts_before_what_makes_no_link_of_it(string text)
    {
        var released = await desks.ReleaseAsync(text);

        (await desks.ClassificationOfAsync(released["id"]!)).ShouldBe("RESTRICTED");
    }

    [Theory]
    [InlineData("[1] Open, see [see above] and [2].")]
    [InlineData("[see above] Open.\n\n[...] Open.\n\n[…] Open.")]
    [InlineData("Open[^1], [C] and [RESTRICTED] alike.\n\n[^1]: Noted.")]
    [InlineData("[^1] Open.\n\n[^1]: Noted.")]
    [InlineData("[S]tates shall be open.")]
    [InlineData("(b) Open.\n\n(c) Open.\n\n(s) Open.")]
    [InlineData("(C)onsidering it is (RESTRICTED) open.")]
    [InlineData("\\(RESTRICTED) Open.")]
    [InlineData("(see above, restricted) Open.")]
    [InlineData("[The note](https://example.org) is open.")]
    [InlineData("[[1]](https://example.org) is open.")]
    [InlineData("![[A plan]](https://example.org) is open.")]
    [InlineData("[[1](https://example.org), [2](https://example.org)] are open.")]
    [InlineData("[C](https://example.org) is open.")]
    [InlineData("[C] is open.\n\n[C]: https://example.org")]
    [InlineData("[A note] is open.\n\n[A note]: https://example.org")]
    [InlineData("\\[RESTRICTED] Open.")]
    [InlineData("\\[[RESTRICTED]] Open.")]
    [InlineData("Mark it `[[RESTRICTED]]` or\n`[RESTRICTED]`.")]
    [InlineData("`[[RESTRICTED]]` is how.")]
    [InlineData("```\n[RESTRICTED]\n[[RESTRICTED]]\n```")]
    [InlineData("| [1] | [2] |\n|---|---|\n| [3] | [[sic]] |")]
    [InlineData("- [ ] open\n- [x] open")]
    [InlineData("There were 2 [[sic]] of them.")]
    [InlineData("(A) One.\n\n(B) Two.\n\n(C) Three.")]
    [InlineData("1. (B) Two.\n2. (C) Three.")]
    [InlineData("[R] One.\n\n[Q] Two.")]
    [InlineData("(C) 2026 Ministry")]
    [InlineData("(R) radar, (S) sonar")]
    [InlineData("[S] small, [M] medium")]
    [InlineData("Open.\n(C) Open.")]
    [InlineData("Status: [restricted] access remains.")]
    [InlineData("[Confidential](https://example.org) is the paper.")]
    [InlineData("(U) 12 boats")]
    [InlineData("(Unclassified) Open.")]
    [InlineData("[U] Open.")]
    [InlineData("1. [UNCLASSIFIED] Open.")]
    [InlineData("[c] Open.")]
    [InlineData("~~~\n(RESTRICTED)\n~~~")]
    [InlineData("`(RESTRICTED)` is how.")]
    [InlineData("    boats[1] = (2)\n    [3] = 4")]
    public async Task ordinary_brackets_stay_brackets(string text)
    {
        var released = await desks.ReleaseAsync(text);

        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        (await desks.ClassificationOfAsync(released["id"]!)).ShouldBe("UNCLASSIFIED");
    }

    [Fact]
    public async Task no_disguise_of_a_marking_goes_out_under_the_lower_label() =>
        await Texts.SampleAsync(
            async text =>
            {
                var answer = await desks.ReleaseAsync(text);
                return answer.Status == HttpStatusCode.UnprocessableEntity
                    || (
                        answer.Status == HttpStatusCode.Created
                        && await desks.ClassificationOfAsync(answer["id"]!) != "UNCLASSIFIED"
                    );
            },
            iter: 1000,
            threads: 1
        );

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Markings = Gen.Select(
        Any("", "ALLIANCE ", "EXERCISE · ALLIANCE "),
        Any("RESTRICTED", "restricted", "CONFIDENTIAL", "Confidential"),
        Any(
            "",
            " // REL TO JPN",
            "//REL TO KOR, NZL",
            " // CODEWORD QUIET TIDE",
            " // codeword quiet tide // rel to aus"
        ),
        Any("\0", "wide", " ", "  ", "\n", "\r\n", "\u00A0"),
        (prefix, classification, tags, space) =>
            space switch
            {
                "\0" => prefix + classification + tags,
                "wide" => string.Concat(
                    (prefix + classification + tags).Select(c => c is > '!' and <= '~' ? (char)(c + '！' - '!') : c)
                ),
                _ => (prefix + classification + tags).Replace(" ", space, StringComparison.Ordinal),
            }
    );

    private static readonly Gen<string> Numbers = Any(
        "",
        "2.",
        "2. ",
        "2)",
        "(2) ",
        "(2)",
        "2 ",
        "2.1 ",
        "2.a) ",
        "a) ",
        "§ 2: ",
        "**",
        "_",
        "“",
        "– "
    );

    // Single ones that are a link are none.
    private static readonly Gen<string> InSquare = Gen.Select(
        Numbers,
        Any("[", "[[", "[ [", "[[ ", "[[[", "[\u200B[", "［", "［［", "[［", "［[", "【", "【【", "[\u00A0[", "〚"),
        Markings,
        Any("]", "]]", "] ]", " ]]", "]]]", "］", "］］", "]］", "】", "】】", "〛"),
        Any("", " ", "(", "(see) ", "[1] ", "[^1] ", ": ", ".", "**", "_ ", "]"),
        (number, open, marking, close, behind) =>
            number + open + marking + close + (open + close == "[]" && behind is ("(see) " or "[1] ") ? " " : behind)
    );

    private static readonly Gen<string> InRound = Gen.Select(
        Numbers,
        Any("()", "(())", "(( ))", "( () )", "（）", "(）"),
        Markings,
        Any("", " ", "(", "(see) ", "[1] ", "[^1] ", ": ", ".", "**", "_ ", "]", ")"),
        (number, signs, marking, behind) =>
            number + signs[..(signs.Length / 2)] + marking + signs[(signs.Length / 2)..] + behind
    );

    private static readonly Gen<string> Disguised = Gen.OneOf(InSquare, InRound);

    private static readonly Gen<string> Texts = Gen.Select(
        Any(
            "",
            "1. ",
            "1. Open.\n\n2. ",
            "Open.\n\n",
            "Open.\n",
            "- ",
            "> ",
            "## ",
            "1. Open.\n   - ",
            "[^1]: ",
            "    ",
            "\t",
            "1. Open.\n\n       "
        ),
        Disguised,
        Any(
            "Not so.",
            "see below) not so.",
            "[1] not so.",
            "not so[^1].\n\n[^1]: Noted.",
            "not so.\n\n[1]: https://example.org"
        ),
        (before, disguised, words) => before + disguised + words
    );
}
