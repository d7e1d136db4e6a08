namespace Legation.TextImport.Word;

/// <summary>
/// The fields that are open at a place. A damaged file may leave very many open, so what holds for all of them is kept
/// with the innermost.
/// </summary>
internal sealed class WordFields
{
    private readonly Stack<(WordField Field, string? Outer)> open = new();
    private int unread;

    /// <summary>Whether what stands here is text, and not what a field is.</summary>
    public bool IsText => unread == 0;

    /// <summary>The address of the innermost that is a link.</summary>
    public string? Address => open.TryPeek(out var inner) ? inner.Field.Address ?? inner.Outer : null;

    public void Begin()
    {
        open.Push((new WordField(), Address));
        unread++;
    }

    public void Add(string instruction)
    {
        if (open.TryPeek(out var inner))
            inner.Field.Add(instruction);
    }

    /// <param name="safe">The address as it may stand in a dispatch.</param>
    public void BeginResult(Func<string?, string?> safe)
    {
        if (!open.TryPeek(out var inner))
            return;
        if (!inner.Field.IsResult)
            unread--;
        inner.Field.BeginResult(safe);
    }

    public void End()
    {
        if (open.TryPop(out var inner) && !inner.Field.IsResult)
            unread--;
    }
}
