namespace Legation.Ui;

/// <summary>
/// The label in the page's banners. A page sets it when it knows what it shows; the frame around it follows. Scoped.
/// </summary>
public sealed class PageLabel
{
    /// <summary>Told when the label is known; the frame around the page then draws itself again.</summary>
    public Action? Changed { get; set; }

    /// <summary>Null: the page shows nothing that carries a label.</summary>
    public string? Text { get; private set; }

    /// <summary>u, r, c or s.</summary>
    public string Colour { get; private set; } = "u";

    /// <summary>Says what the page shows.</summary>
    /// <param name="text">The marking in full.</param>
    /// <param name="colour">u, r, c or s.</param>
    public void Set(string text, string colour)
    {
        (Text, Colour) = (text, colour);
        Changed?.Invoke();
    }
}
