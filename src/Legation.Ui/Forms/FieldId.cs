namespace Legation.Ui;

/// <summary>The ids that tie a field's label, hint and error to its control, from the name it posts under.</summary>
public static class FieldId
{
    /// <summary>Of the control itself.</summary>
    public static string Control(string name) =>
        "f-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>Of the hint below it.</summary>
    public static string Hint(string name) => Control(name) + "-hint";

    /// <summary>Of the sentence that says what is wrong.</summary>
    public static string Error(string name) => Control(name) + "-error";

    /// <summary>For aria-describedby; null leaves the attribute out.</summary>
    public static string? DescribedBy(string name, string? hint, string? error) =>
        (string.IsNullOrEmpty(hint), string.IsNullOrEmpty(error)) switch
        {
            (true, true) => null,
            (false, true) => Hint(name),
            (true, false) => Error(name),
            (false, false) => Hint(name) + " " + Error(name),
        };
}
