namespace Legation.Ui;

/// <summary>Whose time the pages of this node tell.</summary>
/// <param name="Place">The town, as people call it.</param>
/// <param name="Id">IANA name of its zone: <c>Asia/Tokyo</c>.</param>
public sealed record HomeZone(string Place, string Id);
