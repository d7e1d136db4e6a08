namespace Legation.Ui;

/// <summary>A node on the map.</summary>
/// <param name="Id">By which links name it.</param>
/// <param name="Name">Its name, broken into two lines where it is long.</param>
/// <param name="Place">City and country.</param>
/// <param name="Self">True for the node whose page this is: the others stand around it.</param>
public sealed record MapNode(string Id, string Name, string Place, bool Self)
{
    /// <summary>Leads to what there is to say of it; null: nothing.</summary>
    public string? Href { get; init; }

    /// <summary>Id of the neighbour behind which it stands; null: it is a neighbour itself.</summary>
    public string? Behind { get; init; }
}

/// <summary>A link between two nodes.</summary>
/// <param name="From">Id of the node at one end.</param>
/// <param name="To">Id of the node at the other.</param>
/// <param name="State">Its tone: up, held, down, paused, or beyond for one that this node knows nothing of.</param>
/// <param name="Words">The same in a word or two; empty says nothing.</param>
/// <param name="Waiting">How many records wait; 0 says nothing of it.</param>
public sealed record MapLink(string From, string To, string State, string Words, int Waiting);
