using Legation.Records;

namespace Legation.Dispatches.Portions;

/// <summary>What is wrong with the marking of a paragraph, in words for its author.</summary>
internal static class PortionRefusals
{
    private const string Field = "text";

    public static Refusal TooDeep { get; } =
        DispatchRefusals.Wrong(
            Field,
            "too-deep",
            "The text nests brackets, quotes or lists so deeply that it cannot be divided into paragraphs. Write it with fewer of them inside of each other."
        );

    public static Refusal Unknown(Portion portion, string rule) =>
        DispatchRefusals.Wrong(
            Field,
            "unknown-marking",
            $"{portion.Name} begins with [[{portion.Mark}]], which is no marking: {rule}. If brackets are meant, write \\[[{portion.Mark}]]."
        );

    public static Refusal Alone(Portion portion) =>
        DispatchRefusals.Wrong(
            Field,
            "marking-alone",
            $"{portion.Name} is the marking [[{portion.Mark}]] without a text. Put it at the beginning of what it marks."
        );

    public static Refusal Inside(Brackets brackets) =>
        DispatchRefusals.Wrong(
            Field,
            "marking-inside",
            $"{brackets.Portion.Name} has {brackets.Written} inside. A marking stands at the beginning of a paragraph and counts for all of it. {AsBrackets(brackets)}"
        );

    public static Refusal OtherBrackets(Brackets brackets) =>
        DispatchRefusals.Wrong(
            Field,
            "marking-brackets",
            $"{brackets.Portion.Name} begins with {brackets.Written}. A marking needs two square brackets on each side, close together and on one line: [[…]]. {AsBrackets(brackets)}"
        );

    public static Refusal Linked(Brackets brackets) =>
        DispatchRefusals.Wrong(
            Field,
            "marking-linked",
            $"{brackets.Portion.Name} begins with {brackets.Written}, but what follows makes a link of it, and a link is no marking. Put a space behind it."
        );

    public static Refusal Lower(Portion portion, string mark, string whole) =>
        DispatchRefusals.Wrong(
            Field,
            "marking-lower",
            $"{portion.Name} is marked [[{mark}]], which lets in readers whom its dispatch, {whole}, keeps out. Mark it so that it lets in nobody more, or lower the label below the text and mark the other paragraphs."
        );

    public static Refusal Nothing(string reason) =>
        DispatchRefusals.Wrong(
            Field,
            "no-common-label",
            $"The markings of the paragraphs do not come under one label. {reason} Give them markings that have readers in common, or write two dispatches."
        );

    public static Refusal NoMarking(Portion portion) =>
        DispatchRefusals.Wrong(
            "portion",
            "no-marking",
            $"No marking says just this of {portion.Name}. Choose another classification or other values."
        );

    private static string AsBrackets(Brackets brackets) => $"If brackets are meant, write \\{brackets.InSquare}.";
}
