namespace Legation.Ui;

/// <summary>One choice. A disabled one stays visible, with its reason in <paramref name="Detail"/>.</summary>
public sealed record Option(string Value, string Text, string? Detail = null, bool Disabled = false);
