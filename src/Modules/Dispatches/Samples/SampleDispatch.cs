using Legation.Labels;

namespace Legation.Dispatches.Samples;

/// <summary>The file <c>dispatches.json</c>.</summary>
internal sealed record SampleFile(IReadOnlyList<SampleDispatch> Dispatches);

/// <summary>One dispatch of the samples, with what was done about it.</summary>
internal sealed record SampleDispatch(
    string Key,
    SampleSpan Before,
    string By,
    string Subject,
    string Text,
    string Precedence,
    IReadOnlyList<string>? Action,
    IReadOnlyList<string>? Info,
    SampleSpan? Due,
    Label Label,
    IReadOnlyList<SampleAct>? Then
);

/// <summary>An act on a dispatch, some time after its release.</summary>
internal sealed record SampleAct(
    string Act,
    string By,
    SampleSpan After,
    string? Comment,
    string? Reason,
    string? Text,
    bool Interim
);

/// <summary>A span of time in the file's words.</summary>
internal sealed record SampleSpan(double Days, double DaysAfter, double Hours)
{
    public TimeSpan Span => TimeSpan.FromDays(Days) + TimeSpan.FromDays(DaysAfter) + TimeSpan.FromHours(Hours);
}
