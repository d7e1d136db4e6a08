namespace Legation.Ui;

/// <summary>What is wrong with a field and what to do about it. <paramref name="Field"/> is the field's Name; null: the form as a whole.</summary>
public sealed record FieldError(string? Field, string Text);
