using Legation.Records;

namespace Legation.Dispatches.Lists;

/// <summary>Whom a list names, and as what.</summary>
/// <param name="Action">Who must act, in order.</param>
/// <param name="Info">Who is to know.</param>
internal sealed record ListMembers(IReadOnlyList<RecordId> Action, IReadOnlyList<RecordId> Info)
{
    public IEnumerable<RecordId> All => Action.Concat(Info);

    public int Count => Action.Count + Info.Count;

    /// <summary>Each of them once; who must act need not be told to know.</summary>
    public ListMembers Once() => new([.. Action.Distinct()], [.. Info.Except(Action)]);
}

/// <summary>What is kept of a list by whoever maintains it.</summary>
internal sealed record ListInput(string Name, string Purpose, ListMembers Members)
{
    /// <summary>As it is stored.</summary>
    public ListInput Kept() => new(Name.Trim(), Purpose.Trim(), Members.Once());
}

/// <summary>A named list of addressees, of this node.</summary>
/// <param name="Id">Its id; of no record.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Number">Counts the savings, for If-Match.</param>
/// <param name="By">Who saved it last.</param>
/// <param name="Changed">When.</param>
internal sealed record AddresseeList(RecordId Id, ListInput Content, int Number, RecordId By, DateTimeOffset Changed)
{
    public const string IdKind = "distribution-list";

    public string Name => Content.Name;
}
