using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;

namespace Legation.Dispatches.Reading;

/// <summary>What became of the time in which an office was to clear a version, by the office's own steps about it.</summary>
internal static class OfficeTime
{
    /// <summary>The deputy to whom it passed last; null: to none.</summary>
    public static PassedOn? PassedOn(List<StepRow> steps) =>
        steps.FindLast(s => s.Step == Step.PassedOn) is { } step
            ? new PassedOn(DispatchIds.Read(step.Parties)[0], step.Made)
            : null;

    /// <summary>After how many minutes it went on; null: it did not, or was cleared since.</summary>
    public static int? NotClearedWithin(List<StepRow> steps) =>
        steps.Exists(s => s.Step is Step.Cleared or Step.ClearedAhead)
        || steps.Find(s => s.Step == Step.Lapsed) is not { } lapsed
            ? null
            : Minutes(lapsed.Text);

    /// <summary>The minutes that a step says.</summary>
    public static int Minutes(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
