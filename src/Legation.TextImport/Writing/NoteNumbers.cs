using System.Globalization;
using Legation.TextImport.Blocks;

namespace Legation.TextImport.Writing;

/// <summary>Numbers footnotes in the order in which the text refers to them.</summary>
/// <param name="first">The number of the first: those before it are the draft's own.</param>
internal sealed class NoteNumbers(int first)
{
    private readonly Dictionary<Note, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<Note> notes = [];

    public IReadOnlyList<Note> All => notes;

    public string Of(Note note)
    {
        if (!numbers.TryGetValue(note, out var number))
        {
            numbers[note] = number = first + notes.Count;
            notes.Add(note);
        }
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
