namespace Legation.Server.Doctor;

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Something waits for somebody, or will soon be wrong.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}

/// <summary>What the doctor found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Check">What was looked at, in a word.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do about it: a command, a page, or whom to ask.</param>
internal sealed record Finding(Severity Severity, string Check, string What, string Remedy)
{
    public static Finding Note(string check, string what, string remedy) => new(Severity.Note, check, what, remedy);

    public static Finding Warning(string check, string what, string remedy) =>
        new(Severity.Warning, check, what, remedy);

    public static Finding Error(string check, string what, string remedy) => new(Severity.Error, check, what, remedy);
}
