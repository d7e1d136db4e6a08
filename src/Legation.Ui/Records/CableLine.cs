using Microsoft.AspNetCore.Components;

namespace Legation.Ui;

/// <summary>A line of a cable's head: NUMBER, PREC, FROM, ACTION … Content goes before Text where both are given.</summary>
public sealed record CableLine(string Term, string? Text = null, RenderFragment? Content = null);

/// <summary>A line of a <see cref="DescriptionList"/>.</summary>
public sealed record DescriptionLine(string Term, string? Text = null, RenderFragment? Content = null);

/// <summary>Whether a party receives the record, and in words why or why not.</summary>
public sealed record DistributionLine(string Party, bool Receives, string Why);
